// Keys that say how a step's shell text is read, carried out by the program on this machine.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "tests/fleet/sandbox.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::Ran;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ScriptKeys : public testing::Test {
 protected:
  Ran fettle(const std::string& command) const {
    return fleet_test::run({"env", "HOME=" + sandbox_.path().string(),
                            "XDG_STATE_HOME=", "FETTLE_HOME=" + sandbox_.file("receipts"), "sh",
                            "-c", "cd \"$HOME\"; " FETTLE_BINARY " " + command + " </dev/null"});
  }
  Ran run(const std::string& yaml, const std::string& front = "") const {
    fleet_test::write_file(
        sandbox_.file("plan.md"),
        fmt::format("---\nsubject: test\nrisk_level: low\n{}---\n\n# Keys\n\n## Steps\n\n"
                    "### Step 1: first\n\n```yaml\ntype: custom_tool\n{}```\n",
                    front, yaml));
    return fettle("run plan.md --local --yes");
  }
  bool there(const std::string& file) const { return std::filesystem::exists(sandbox_.file(file)); }

  fleet_test::Sandbox sandbox_;
};

TEST_F(ScriptKeys, ALongCommandStopsAtItsFirstFailingLine) {
  const auto ran = run("command: |\n  false\n  touch proof\n");
  EXPECT_EQ(ran.exit_status, 1) << ran.output;
  EXPECT_FALSE(there("proof"));
}

TEST_F(ScriptKeys, ALongCommandGoesOnWhereThePlanSaysSo) {
  EXPECT_EQ(run("command: |\n  false\n  touch proof\n", "fail_fast: false\n").exit_status, 0);
  EXPECT_TRUE(there("proof"));
}

TEST_F(ScriptKeys, OneLineRunsAsWritten) {
  EXPECT_EQ(run("command: false; touch proof\n").exit_status, 0);
  EXPECT_TRUE(there("proof"));
}

TEST_F(ScriptKeys, AFirstLineOfItsOwnKindWorksAsItDid) {
  EXPECT_EQ(run("command: |\n  #!/bin/sh\n  touch proof\n").exit_status, 0);
  EXPECT_TRUE(there("proof"));
  EXPECT_EQ(run("command: |\n  cat > copy <<EOF\n  a line\n  EOF\n").exit_status, 0);
  EXPECT_EQ(fleet_test::read_file(sandbox_.file("copy")), "a line\n");
}

TEST_F(ScriptKeys, TheShellCountsTheLinesOfTheScriptAsItsAuthorDoes) {
  const auto ran = run("command: |\n  true\n  no-such-command-here\n");
  EXPECT_THAT(ran.output, HasSubstr("2: no-such-command-here: not found")) << ran.output;
}

TEST_F(ScriptKeys, AStepIsSkippedWhereItsOnlyIfSaysNo) {
  const auto ran = run("only_if: test -e wanted\ncommand: touch proof\n");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("skipped: not needed: only_if exited with 1"));
  EXPECT_FALSE(there("proof"));
  fleet_test::write_file(sandbox_.file("wanted"), "");
  EXPECT_EQ(run("only_if: test -e wanted\ncommand: touch proof\n").exit_status, 0);
  EXPECT_TRUE(there("proof"));
}

TEST_F(ScriptKeys, TheTargetsNameIsFilledIn) {
  EXPECT_EQ(run("command: touch {{ target }}-{{ target_address }}\n").exit_status, 0);
  EXPECT_TRUE(there("localhost-localhost"));
}

TEST_F(ScriptKeys, ADryRunShowsThem) {
  run("only_if: test -e wanted\nshell: bash\ncommand: |\n  touch {{ target }}\n  true\n");
  const auto ran = fettle("run plan.md --local --dry-run");
  EXPECT_THAT(
      ran.output,
      AllOf(HasSubstr("       ? test -e wanted\n"), HasSubstr("shell: bash"),
            HasSubstr("stops at the first line that fails"), HasSubstr("touch localhost"),
            HasSubstr("where its only_if says that it is needed"), Not(HasSubstr("set -e"))));
}

}  // namespace
}  // namespace fettle::e2e
