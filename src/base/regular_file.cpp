#include "base/regular_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace fettle {
namespace {

constexpr std::size_t kChunk = std::size_t{64} * 1024;
constexpr long kPipeFileSystem = 0x50495045;  // PIPEFS_MAGIC of statfs(2)

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }

 private:
  int number_;
};

std::unexpected<Error> can_not(const std::string& path, std::string_view what, int reason) {
  const auto code = reason == ENOENT || reason == ENOTDIR ? ErrorCode::kNotFound : ErrorCode::kIo;
  return fail(
      code, fmt::format("{} can't be {}: {}", path, what, std::generic_category().message(reason)));
}

/// A pipe without a name lies on the kernel's own file system; one with a name, on a disk's.
bool is_unnamed_pipe(int file) {
  struct statfs system{};
  return ::fstatfs(file, &system) == 0 && system.f_type == kPipeFileSystem;
}

Result<void> check_kind(const std::string& path, int file, PipePolicy pipes) {
  struct stat status{};
  if (::fstat(file, &status) != 0) return can_not(path, "opened", errno);
  const std::string kind = unusual_kind(status.st_mode);
  if (kind.empty()) return {};
  if (S_ISFIFO(status.st_mode) && pipes == PipePolicy::kAllowUnnamed && is_unnamed_pipe(file)) {
    // It was opened so that opening can't wait; reading has to.
    if (::fcntl(file, F_SETFL, O_RDONLY) != 0) return can_not(path, "opened", errno);
    return {};
  }
  return fail(ErrorCode::kInvalid, fmt::format("{} is {}; name a file", path, kind));
}

}  // namespace

std::string unusual_kind(unsigned mode) {
  if (S_ISREG(mode)) return {};
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a named pipe";
  if (S_ISSOCK(mode)) return "a socket";
  if (S_ISLNK(mode)) return "a symbolic link";
  return "a device";
}

Result<std::string> read_regular_file(const std::string& path, std::size_t bytes_max,
                                      PipePolicy pipes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (file.get() < 0) {
    // A socket can't be opened at all.
    if (errno == ENXIO) return fail(ErrorCode::kInvalid, path + " is a socket; name a file");
    return can_not(path, "opened", errno);
  }
  FETTLE_TRY_VOID(check_kind(path, file.get(), pipes));
  return read_descriptor(file.get(), path, bytes_max);
}

Result<std::string> read_descriptor(int descriptor, const std::string& name,
                                    std::size_t bytes_max) {
  std::string text;
  while (text.size() <= bytes_max) {
    const std::size_t before = text.size();
    text.resize(before + std::min(kChunk, bytes_max + 1 - before));
    const auto count = ::read(descriptor, text.data() + before, text.size() - before);
    const int reason = errno;
    text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count == 0) return text;
    if (count < 0 && reason != EINTR) return can_not(name, "read", reason);
  }
  return fail(ErrorCode::kInvalid, fmt::format("{} is larger than {} KiB, the most that is read",
                                               name, bytes_max / 1024));
}

}  // namespace fettle
