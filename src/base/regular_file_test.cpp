#include "base/regular_file.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace fettle {
namespace {

using testing::HasSubstr;

constexpr std::size_t kMax = 1000;

class RegularFile : public testing::Test {
 protected:
  RegularFile() {
    std::string name = testing::TempDir() + "fettle-XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  ~RegularFile() override { std::filesystem::remove_all(folder_); }
  std::string file(const std::string& name, const std::string& text) const {
    const auto path = folder_ / name;
    std::ofstream(path) << text;
    return path;
  }
  Error refusal(const std::string& path) const {
    const auto read = read_regular_file(path, kMax);
    return read ? Error{.message = "it was read"} : read.error();
  }
  std::filesystem::path folder_;
};

TEST_F(RegularFile, IsReadUpToTheLimit) {
  const std::string text(kMax, 'x');
  EXPECT_EQ(read_regular_file(file("full", text), kMax).value_or(""), text);
  EXPECT_EQ(read_regular_file(file("empty", ""), kMax).value_or("?"), "");
  EXPECT_THAT(refusal(file("over", text + "x")).message, HasSubstr("larger than"));
}

TEST_F(RegularFile, OfAKernelThatTellsNoSizeIsRead) {
  EXPECT_THAT(read_regular_file("/proc/self/status", 100'000).value_or(""), HasSubstr("Pid:"));
}

TEST_F(RegularFile, ThatIsNotThereIsToldApart) {
  EXPECT_EQ(refusal(folder_ / "none").code, ErrorCode::kNotFound);
}

TEST_F(RegularFile, APipeThatNobodyWritesToIsRefusedAtOnce) {
  const auto path = (folder_ / "pipe").string();
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  EXPECT_THAT(refusal(path).message, HasSubstr("is a named pipe"));
  EXPECT_THAT(read_regular_file(path, kMax, PipePolicy::kAllowUnnamed).error().message,
              HasSubstr("is a named pipe"));
}

TEST_F(RegularFile, ADeviceWithoutEndIsRefused) {
  EXPECT_THAT(refusal("/dev/zero").message, HasSubstr("is a device"));
}

TEST_F(RegularFile, AFolderIsRefused) {
  EXPECT_THAT(refusal(folder_).message, HasSubstr("is a folder"));
}

TEST_F(RegularFile, ASocketIsRefused) {
  const auto path = (folder_ / "s").string();
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  ASSERT_LT(path.size(), sizeof address.sun_path);
  path.copy(address.sun_path, path.size());
  const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ASSERT_EQ(bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  EXPECT_THAT(refusal(path).message, HasSubstr("is a socket"));
  close(listener);
}

TEST_F(RegularFile, TheShellsOwnPipeIsReadWhereItIsAllowed) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
  const std::string path = "/dev/fd/" + std::to_string(ends[0]);
  ASSERT_EQ(write(ends[1], "text", 4), 4);
  EXPECT_THAT(refusal(path).message, HasSubstr("is a named pipe"));
  close(ends[1]);
  EXPECT_EQ(read_regular_file(path, kMax, PipePolicy::kAllowUnnamed).value_or(""), "text");
  close(ends[0]);
}

}  // namespace
}  // namespace fettle
