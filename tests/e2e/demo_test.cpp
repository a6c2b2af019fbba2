// The program itself: `fettle demo` as a person runs it, and what is left of it afterwards.
#include <gmock/gmock.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/fleet/sandbox.hpp"

namespace fettle::e2e {
namespace {

namespace fs = std::filesystem;
using fleet_test::eventually;
using fleet_test::Ran;
using fleet_test::Sandbox;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Demo : public testing::Test {
 protected:
  /// Runs shell text in which `$fettle` is the program and temporary files are ours.
  Ran shell(const std::string& text) const {
    return fleet_test::run({"env", "TMPDIR=" + sandbox_.path().string(),
                            std::string("fettle=") + FETTLE_BINARY, "sh", "-c", text});
  }

  /// As shell(), once the demo has shown a line with `sign`: `$demo` is its process, `shown` what
  /// it has shown so far.
  Ran beside_the_demo(const std::string& sign, const std::string& text) const {
    return shell(
        "cd \"$TMPDIR\" && mkfifo pipe\n\"$fettle\" demo >pipe 2>&1 &\ndemo=$!\n"
        "exec 3<pipe\nsed '/" +
        sign + "/q' <&3 >shown\n" + text);
  }

  /// The demo's folders, and the processes in them or started with their names.
  std::vector<std::string> what_is_left() const {
    std::vector<std::string> left;
    for (const auto& file : fs::directory_iterator(sandbox_.path())) {
      if (file.path().string().starts_with(folder_prefix())) left.push_back(file.path());
    }
    for (const auto& process : fs::directory_iterator("/proc")) {
      std::error_code error;
      const auto place = fs::read_symlink(process.path() / "cwd", error).string();
      const auto arguments = fleet_test::read_file((process.path() / "cmdline").string());
      if (place.contains(folder_prefix()) || arguments.contains(folder_prefix())) {
        left.push_back(process.path().string() + " in " + place + ": " + arguments);
      }
    }
    return left;
  }

 private:
  std::string folder_prefix() const { return sandbox_.file("fettle-demo-"); }

  Sandbox sandbox_;
};

TEST_F(Demo, CarriesThePlanOutOnceOnEachServerAndEndsWithTheRunsStatus) {
  const auto ran = shell("\"$fettle\" demo --once");

  EXPECT_EQ(ran.exit_status, 0);
  EXPECT_THAT(ran.output, HasSubstr("  web1  has version 2.0, deployed 1 time\n"
                                    "  web2  has version 2.0, deployed 1 time\n"
                                    "  web3  has version 2.0, deployed 1 time\n"));
  EXPECT_THAT(what_is_left(), IsEmpty());
}

TEST_F(Demo, ShowsCommandsThatWorkAsTypedUntilItIsAskedToStop) {
  const auto ran = beside_the_demo("yours to change", R"sh(
grep '^  .* run ' shown | sh || cat shown
grep '^  ssh ' shown | sh
kill -TERM $demo
wait $demo
echo "the demo ended with $?"
)sh");

  EXPECT_THAT(ran.output, AllOf(HasSubstr("3/3 completed"),
                                HasSubstr("\n2.0\n2.1\n3.0\nthe demo ended with 0\n")));
  EXPECT_THAT(what_is_left(), IsEmpty());
}

TEST_F(Demo, BringsUpAServiceWithARunAndAScheduleThatWaits) {
  const auto ran = beside_the_demo("yours to change", R"sh(
export $(sed -n 's/^  export //p' shown)
"$fettle" batches
"$fettle" show last
"$fettle" approve
case $FETTLE_SERVER in http://127.0.0.1:*) echo on loopback;; esac
grep -c 'with the password [A-Za-z0-9_-]\{16\}$' shown
case $(df --output=fstype "$TMPDIR") in *tmpfs) echo "disk: 1 changed";; esac
export FETTLE_TOKEN=$(cat "$FETTLE_TOKEN_FILE")
kill -TERM $demo
wait $demo
"$fettle" batches
)sh");

  EXPECT_THAT(ran.output, AllOf(HasSubstr("Demo - a new version, canary first  3/3 completed"),
                                HasSubstr("disk: 1 changed"), HasSubstr("  schedule  "),
                                HasSubstr("Demo - the next version, every night"),
                                HasSubstr("\non loopback\n1\n"), HasSubstr("does not answer")));
  EXPECT_THAT(what_is_left(), IsEmpty());
}

TEST_F(Demo, StoppedWhileAStepRunsEndsUnfinishedAndLeavesNothing) {
  const auto ran = beside_the_demo("Deploy the new version\": started", R"sh(
kill -TERM $demo
wait $demo
echo "the demo ended with $?"
cat shown
)sh");

  EXPECT_THAT(ran.output, HasSubstr("the demo ended with 3\n"));
  EXPECT_THAT(what_is_left(), IsEmpty());
}

TEST_F(Demo, KilledOutrightLeavesNothing) {
  const auto ran = beside_the_demo("Deploy the new version\": started", "kill -KILL $demo");

  EXPECT_TRUE(eventually([&] { return what_is_left().empty(); }))
      << testing::PrintToString(what_is_left()) << ran.output;
}

TEST_F(Demo, KilledOutrightEndsWhatItsStepsStillWrite) {
  const auto ran = beside_the_demo("Deploy the new version\": started", R"sh(
FETTLE_DEMO_ROOT=$(echo "$TMPDIR"/fettle-demo-*)/web1
export FETTLE_DEMO_ROOT
sh -c 'while :; do mkdir -p "$FETTLE_DEMO_ROOT" && date >"$FETTLE_DEMO_ROOT/late"; done' 2>/dev/null &
kill -KILL $demo
wait $!
)sh");

  EXPECT_TRUE(eventually([&] { return what_is_left().empty(); }))
      << testing::PrintToString(what_is_left()) << ran.output;
}

TEST_F(Demo, NamesThePackageOfAProgramThatIsMissing) {
  const auto ran = shell("PATH=/nowhere; \"$fettle\" demo --once");

  EXPECT_EQ(ran.exit_status, 2);
  EXPECT_EQ(ran.output, "fettle: ssh-keygen is missing: apt install openssh-client\n");
  EXPECT_THAT(what_is_left(), IsEmpty());
}

}  // namespace
}  // namespace fettle::e2e
