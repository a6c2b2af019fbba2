// The program asks a person at a terminal for a key's passphrase: hidden, beside what else it shows
// and asks, and never so that the terminal stays hidden afterwards.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <signal.h>

#include "tests/fleet/pseudo_terminal.hpp"
#include "tests/fleet/test_fleet.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::PseudoTerminal;
using fleet_test::TestFleet;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kQuestion = "do without this key): ";

class Passphrase : public testing::Test {
 protected:
  Passphrase() {
    fleet_test::must_run(
        {"ssh-keygen", "-q", "-p", "-N", "open sesame", "-P", "", "-f", fleet_.user_key()});
    fleet_test::write_file(file("plan.md"),
                           "---\nsubject: test\nrisk_level: low\n---\n\n# Test plan\n\n## Steps\n\n"
                           "### Step 1: count\n\n```yaml\ntype: custom_tool\n"
                           "requires_approval: false\ncommand: " +
                               fleet_.host(0).count_up() + "```\n");
  }
  std::string file(const std::string& name) const { return fleet_.sandbox().file(name); }

  /// `fettle` with a state of our own; `variables` go before it.
  std::vector<std::string> fettle(const std::vector<std::string>& arguments,
                                  const std::vector<std::string>& variables = {}) const {
    std::vector<std::string> all{"env",
                                 "-u",
                                 "SSH_AUTH_SOCK",
                                 "-u",
                                 "FETTLE_SSH_PASSPHRASE",
                                 "TERM=dumb",
                                 "HOME=" + fleet_.sandbox().path().string(),
                                 "XDG_STATE_HOME="};
    all.insert(all.end(), variables.begin(), variables.end());
    all.emplace_back(FETTLE_BINARY);
    all.insert(all.end(), arguments.begin(), arguments.end());
    all.insert(all.end(),
               {"--known-hosts", fleet_.known_hosts(), "--ssh-config", file("ssh_config")});
    return all;
  }
  std::vector<std::string> run(const std::vector<std::string>& variables = {}) const {
    const auto server = fleet_.server(0);
    return fettle({"run", file("plan.md"), "--identity", fleet_.user_key(), "--target",
                   fmt::format("{}@127.0.0.1:{}", server.user, server.port)},
                  variables);
  }

  TestFleet fleet_{1};
};

TEST_F(Passphrase, IsTypedUnseenAndThePlanGoesOn) {
  PseudoTerminal terminal(run());
  EXPECT_TRUE(terminal.echoes());
  ASSERT_TRUE(terminal.shows(fleet_.user_key())) << terminal.shown();
  ASSERT_TRUE(terminal.shows(kQuestion)) << terminal.shown();
  EXPECT_FALSE(terminal.echoes());
  terminal.type("open sesame\n");
  EXPECT_EQ(terminal.finish(), 0) << terminal.shown();
  EXPECT_TRUE(terminal.echoes());
  EXPECT_THAT(terminal.shown(), Not(HasSubstr("open sesame")));
  EXPECT_EQ(fleet_.host(0).count(), 1);
}

TEST_F(Passphrase, IsTypedForTheSystemsSshToo) {
  auto arguments = run();
  arguments.insert(arguments.end(), {"--ssh", "openssh"});
  PseudoTerminal terminal(arguments);
  ASSERT_TRUE(terminal.shows(kQuestion)) << terminal.shown();
  EXPECT_FALSE(terminal.echoes());
  terminal.type("open sesame\n");
  EXPECT_EQ(terminal.finish(), 0) << terminal.shown();
  EXPECT_THAT(terminal.shown(), Not(HasSubstr("open sesame")));
  EXPECT_EQ(fleet_.host(0).count(), 1);
}

TEST_F(Passphrase, ThatWasTypedLeavesTheTerminalAsItWasForTheShell) {
  PseudoTerminal terminal(run());
  ASSERT_TRUE(terminal.shows(kQuestion)) << terminal.shown();
  EXPECT_TRUE(terminal.blocks()) << "and stays so if the program is killed now";
  terminal.type("open sesame\n");
  EXPECT_EQ(terminal.finish(), 0) << terminal.shown();
  EXPECT_TRUE(terminal.blocks());
}

TEST_F(Passphrase, IsAskedForBelowALiveViewToo) {
  PseudoTerminal terminal(run({"TERM=xterm"}));
  ASSERT_TRUE(terminal.shows(kQuestion)) << terminal.shown();
  terminal.type("open sesame\n");
  EXPECT_EQ(terminal.finish(), 0) << terminal.shown();
}

TEST_F(Passphrase, ThatIsWrongIsSaidToBeAndAskedForAgain) {
  PseudoTerminal terminal(run());
  ASSERT_TRUE(terminal.shows(kQuestion)) << terminal.shown();
  terminal.type("wrong\n");
  ASSERT_TRUE(terminal.shows("That is not its passphrase.")) << terminal.shown();
  ASSERT_TRUE(terminal.shows(kQuestion)) << terminal.shown();
  EXPECT_FALSE(terminal.echoes());
  terminal.type("open sesame\n");
  EXPECT_EQ(terminal.finish(), 0) << terminal.shown();
}

TEST_F(Passphrase, ThatIsEmptyLeavesTheKeyOut) {
  PseudoTerminal terminal(run());
  ASSERT_TRUE(terminal.shows(kQuestion)) << terminal.shown();
  terminal.type("\n");
  EXPECT_TRUE(terminal.shows("nobody gave its passphrase")) << terminal.shown();
  EXPECT_TRUE(terminal.echoes());
}

TEST_F(Passphrase, IsGivenUpAtTheEndOfInput) {
  PseudoTerminal terminal(run());
  ASSERT_TRUE(terminal.shows(kQuestion)) << terminal.shown();
  terminal.type("\x04");
  EXPECT_TRUE(terminal.shows("nobody gave its passphrase")) << terminal.shown();
  EXPECT_TRUE(terminal.echoes());
}

TEST_F(Passphrase, IsAskedForAgainByResumeAfterAnInterrupt) {
  PseudoTerminal terminal(run());
  ASSERT_TRUE(terminal.shows(kQuestion)) << terminal.shown();
  terminal.type("\x03");
  EXPECT_EQ(terminal.finish(), 3) << terminal.shown();
  EXPECT_TRUE(terminal.echoes());
  EXPECT_EQ(fleet_.host(0).count(), 0);
  PseudoTerminal again(fettle({"resume"}));
  ASSERT_TRUE(again.shows(kQuestion)) << again.shown();
  again.type("open sesame\n");
  EXPECT_EQ(again.finish(), 0) << again.shown();
  EXPECT_EQ(fleet_.host(0).count(), 1);
}

TEST_F(Passphrase, ThatIsWaitedForLeavesTheTerminalShownWhenTerminated) {
  PseudoTerminal terminal(run());
  ASSERT_TRUE(terminal.shows(kQuestion)) << terminal.shown();
  terminal.signal(SIGTERM);
  EXPECT_EQ(terminal.finish(), 3) << terminal.shown();
  EXPECT_TRUE(terminal.echoes());
}

}  // namespace
}  // namespace fettle::e2e
