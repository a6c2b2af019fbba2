// A target whose disk is full, or fills up: nothing is started, or nothing but output is lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include <algorithm>
#include <filesystem>

#include "tests/e2e/transport_rig.hpp"

namespace fettle::e2e {
namespace {

using flow::Ending;
using testing::HasSubstr;

/// A disk with so little room over the receipts' folder. Where nobody may mount one, files that
/// may grow no further.
class SmallDisk {
 public:
  SmallDisk(const fleet_test::TestHost& host, int kib) : folder_(host.file("home")) {
    std::filesystem::create_directories(folder_);
    const std::string size = "mode=700,size=" + std::to_string(std::max(kib, 4)) + "k";
    mounted_ = mount("tmpfs", folder_.c_str(), "tmpfs", 0, size.c_str()) == 0;
    if (mounted_ && kib == 0) fleet_test::write_file(folder_ + "/filler", std::string(4096, 'x'));
    const std::string limit = "trap '' XFSZ; ulimit -f " + std::to_string(kib) + "\n";
    fleet_test::write_file(host.file("limits"), mounted_ ? "" : limit);
  }
  ~SmallDisk() {
    if (mounted_) umount2(folder_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  static constexpr const char* kConfig =
      "ForceCommand . \"$HOME/limits\"; eval \"$SSH_ORIGINAL_COMMAND\"";

 private:
  std::string folder_;
  bool mounted_ = false;
};

class SshToASmallDisk : public testing::Test {
 protected:
  flow::CommandResult change(std::string script) {
    ports::Order order;
    order.id = "order";
    order.session = "session";
    order.attempt = "attempt";
    order.target = fleet.target(0);
    order.command = {.script = std::move(script), .access = flow::Access::kChange};
    order.deadline = system_now() + std::chrono::minutes(1);
    return Station(fleet.settings()).carry_out(order);
  }

  fleet_test::TestFleet fleet{1, SmallDisk::kConfig};
  fleet_test::TestHost& host = fleet.host(0);
};

TEST_F(SshToASmallDisk, FullDiskStartsNothing) {
  const SmallDisk disk(host, 0);
  const auto result = change("mkdir " + host.file("ran"));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("cannot be written"));
  EXPECT_THAT(result.message, HasSubstr("nothing was started"));
  EXPECT_FALSE(std::filesystem::exists(host.file("ran")));
}

TEST_F(SshToASmallDisk, DiskThatFillsUpWhileACommandRunsCostsOutputAndNothingElse) {
  const SmallDisk disk(host, 64);
  const auto result = change(host.count_up() + "head -c 300000 /dev/zero; exit 6");
  EXPECT_EQ(result.ending, Ending::kExited) << result.message;
  EXPECT_EQ(result.exit_status, 6);
  EXPECT_THAT(result.message, HasSubstr("output was lost"));
  EXPECT_EQ(host.count(), 1);
}

}  // namespace
}  // namespace fettle::e2e
