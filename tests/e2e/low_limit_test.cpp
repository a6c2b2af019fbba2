// Runs over several targets where the system gives too little: descriptors, processes, memory. The
// process never dies of it and says what was missing, and the batch goes on once there is enough:
// no step runs twice.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>

#include "tests/fleet/test_fleet.hpp"

namespace fettle::e2e {
namespace {

#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

using fleet_test::Ran;
using fleet_test::TestFleet;
using testing::HasSubstr;
using testing::Not;

constexpr int kTargets = 4;
/// Nobody else counts against its limit on processes.
constexpr const char* kAccount = "65534";

struct Limit {
  const char* name;
  const char* option;  ///< of prlimit(1)
  const char* ssh;
};
void PrintTo(const Limit& limit, std::ostream* out) { *out << limit.name; }

class LowLimit : public testing::TestWithParam<Limit> {
 protected:
  void SetUp() override {
    if (kSanitized) GTEST_SKIP() << "a sanitizer needs memory and descriptors of its own";
    if (geteuid() != 0) GTEST_SKIP() << "needs root: an account of its own is limited";
    const auto folder = fleet_.sandbox().path() / "person";
    std::filesystem::create_directories(folder);
    for (const char* name : {"user_key", "known_hosts"})
      std::filesystem::copy(fleet_.sandbox().file(name), folder / name);
    fleet_test::write_file(folder / "plan.md",
                           "---\nsubject: test\nrisk_level: low\n---\n\n# Test plan\n\n## Steps\n\n"
                           "### Step 1: count\n\n```yaml\ntype: custom_tool\n"
                           "requires_approval: false\ncommand: " +
                               fleet_.host(0).count_up() + "```\n");
    std::string inventory;
    for (int i = 0; i < kTargets; ++i)
      inventory += fmt::format(
          "host{} ansible_host=127.0.0.1 ansible_port={} ansible_user={} "
          "ansible_ssh_private_key_file={}\n",
          i, fleet_.host(0).port(), fleet_.server(0).user, (folder / "user_key").string());
    fleet_test::write_file(folder / "inventory.ini", inventory);
    fleet_test::must_run({"chown", "-R", kAccount, folder});
    std::filesystem::permissions(fleet_.sandbox().path(), std::filesystem::perms(0755));
    folder_ = folder;
  }

  Ran fettle(const std::vector<std::string>& prefix, const std::vector<std::string>& arguments) {
    std::vector<std::string> all{"env",     "-u",      "SSH_AUTH_SOCK", "HOME=" + folder_,
                                 "setpriv", "--reuid", kAccount,        "--clear-groups"};
    all.insert(all.end(), prefix.begin(), prefix.end());
    all.emplace_back(FETTLE_BINARY);
    all.insert(all.end(), arguments.begin(), arguments.end());
    all.insert(all.end(), {"--db", folder_ + "/db", "--known-hosts", folder_ + "/known_hosts",
                           "--ssh", GetParam().ssh});
    return fleet_test::run(all);
  }

  TestFleet fleet_{1};
  std::string folder_;
};

TEST_P(LowLimit, EndsInWordsAndIsTakenUpAgainWithoutIt) {
  const Ran limited =
      fettle({"prlimit", GetParam().option, "--"},
             {"run", folder_ + "/plan.md", "--inventory", folder_ + "/inventory.ini"});
  EXPECT_THAT(limited.exit_status, testing::AnyOf(0, 1, 3)) << limited.output;
  EXPECT_THAT(limited.output, Not(HasSubstr("terminate")));
  EXPECT_THAT(limited.output, HasSubstr("\n"));
  if (limited.exit_status == 3) fettle({}, {"resume"});
  if (fleet_.host(0).count() < kTargets) {
    const Ran resumed = fettle({}, {"resume", "--retry"});
    EXPECT_EQ(resumed.exit_status, 0) << limited.output << resumed.output;
  }
  EXPECT_EQ(fleet_.host(0).count(), kTargets);
}

INSTANTIATE_TEST_SUITE_P(
    Of, LowLimit,
    testing::Values(Limit{"FiftyDescriptors", "--nofile=50", "builtin"},
                    Limit{"ThirtyDescriptors", "--nofile=30", "builtin"},
                    Limit{"TwelveDescriptors", "--nofile=12", "builtin"},
                    Limit{"ThirtyDescriptorsOfOpenssh", "--nofile=30", "openssh"},
                    Limit{"OneProcess", "--nproc=1", "builtin"},
                    Limit{"TwoProcesses", "--nproc=2", "builtin"},
                    Limit{"ThreeProcesses", "--nproc=3", "builtin"},
                    Limit{"FourProcessesOfOpenssh", "--nproc=4", "openssh"},
                    Limit{"MemoryForHardlyAThread", "--as=48000000", "builtin"},
                    Limit{"LittleMemory", "--as=64000000", "builtin"},
                    Limit{"LittleMemoryOfOpenssh", "--as=64000000", "openssh"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace fettle::e2e
