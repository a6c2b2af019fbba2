// A person at a terminal: gates are answered by who has read them, work by hand is recorded, and
// what was halted waits for a decision.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/e2e/command_line.hpp"
#include "tests/fleet/pseudo_terminal.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::PseudoTerminal;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Attended : public CommandLine {
 protected:
  std::vector<std::string> fettle(const std::vector<std::string>& arguments) const {
    std::vector<std::string> all{"env",
                                 "TERM=dumb",
                                 "HOME=" + sandbox_.path().string(),
                                 "XDG_STATE_HOME=",
                                 "FETTLE_HOME=" + sandbox_.file("receipts"),
                                 FETTLE_BINARY};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return all;
  }
  std::string path(const std::string& name) const { return sandbox_.file(name); }
  std::string gated(int number) const {
    return step(number,
                fmt::format("type: custom_tool\ncommand: echo {} >> {}\n", number, path("proof")));
  }
  void inventory(const std::string& variables = "") const {
    std::string text;
    for (const auto* host : {"a", "b", "c"}) {
      text += fmt::format("{} ansible_connection=local {}{}\n", host, variables,
                          variables.empty() ? "" : host);
    }
    fleet_test::write_file(path("hosts.ini"), text);
  }
};

TEST_F(Attended, WhatWasTypedAheadApprovesNothing) {
  plan(gated(1) + gated(2) + gated(3));
  PseudoTerminal terminal(fettle({"run", path("plan.md"), "--local"}));
  terminal.type("y\ny\ny\n");
  ASSERT_TRUE(terminal.shows("a comment if you like: ")) << terminal.shown();
  terminal.type("y\n");
  ASSERT_TRUE(terminal.shows("\"step 2\" waits")) << terminal.shown();
  ASSERT_TRUE(terminal.shows("a comment if you like: ")) << terminal.shown();
  terminal.type("n not today\n");
  EXPECT_EQ(terminal.finish(), 1) << terminal.shown();
  EXPECT_EQ(content("proof"), "1\n");
}

TEST_F(Attended, AllTargetsAtAStepAreLetGoByOneAnswerInRollingToo) {
  plan(gated(1), "strategy: rolling\n");
  inventory();
  PseudoTerminal terminal(fettle({"run", path("plan.md"), "--inventory", path("hosts.ini")}));
  ASSERT_TRUE(terminal.shows("[a]ll 3 targets")) << terminal.shown();
  ASSERT_TRUE(terminal.shows("like: ")) << terminal.shown();
  terminal.type("a looked at it\n");
  EXPECT_EQ(terminal.finish(), 0) << terminal.shown();
  EXPECT_EQ(content("proof"), "1\n1\n1\n");
  EXPECT_THAT(shell("fettle show last").output, HasSubstr("looked at it (all targets)"));
}

TEST_F(Attended, WhereValuesDifferAllShowsEveryCommandFirst) {
  plan(step(1,
            fmt::format("type: custom_tool\ncommand: echo {{{{ word }}}} >> {}\n", path("proof"))),
       "strategy: rolling\nvariables:\n  word: {per: target}\n");
  inventory("word=word-of-");
  PseudoTerminal terminal(fettle({"run", path("plan.md"), "--inventory", path("hosts.ini")}));
  ASSERT_TRUE(terminal.shows("like: ")) << terminal.shown();
  EXPECT_THAT(terminal.shown(), Not(HasSubstr("word-of-c")));
  terminal.type("a\n");
  ASSERT_TRUE(terminal.shows("of all 3 targets as shown: [y]es or [n]o: ")) << terminal.shown();
  EXPECT_THAT(terminal.shown(), AllOf(HasSubstr("echo word-of-b"), HasSubstr("echo word-of-c")));
  terminal.type("y\n");
  EXPECT_EQ(terminal.finish(), 0) << terminal.shown();
  EXPECT_EQ(content("proof"), "word-of-a\nword-of-b\nword-of-c\n");
}

TEST_F(Attended, WorkByHandIsRecordedAndItsIssuesStayVisible) {
  fleet_test::write_file(
      path("plan.md"),
      "---\ntype: troubleshooting\nsubject: rack\n---\n\n# Swap a disk\n\n## Steps\n" +
          step(1,
               "type: task\nkind: warning\nestimated_minutes: 5\n"
               "checklist: [unplug]\nexpected_outcome: a green light\n") +
          step(2,
               "type: question\nprompt: Does it blink?\noptions:\n"
               "  - {label: yes it does, goto: done}\n"
               "  - {label: it stays dark, goto: 3}\n") +
          step(3, "type: task\n"));
  PseudoTerminal terminal(fettle({"run", path("plan.md")}));
  ASSERT_TRUE(terminal.shows("then a note: ")) << terminal.shown();
  EXPECT_THAT(terminal.shown(), AllOf(HasSubstr("kind: warning"), HasSubstr("[ ] unplug"),
                                      HasSubstr("expected: a green light")));
  terminal.type("i the cable is old\n");
  ASSERT_TRUE(terminal.shows("Answer with its number")) << terminal.shown();
  terminal.type("2\n");
  ASSERT_TRUE(terminal.shows("then a note: ")) << terminal.shown();
  terminal.type("s\n");
  ASSERT_TRUE(terminal.shows("Say why")) << terminal.shown();
  ASSERT_TRUE(terminal.shows("then a note: ")) << terminal.shown();
  terminal.type("s no third disk\n");
  EXPECT_EQ(terminal.finish(), 0) << terminal.shown();
  EXPECT_THAT(terminal.shown(), AllOf(HasSubstr("Completed with issues (1)"),
                                      HasSubstr("done with issues: the cable is old")));
  EXPECT_THAT(shell("fettle show last --report ticket").output,
              AllOf(HasSubstr("completed with issues"), HasSubstr("no third disk")));
}

TEST_F(CommandLine, AHaltedBatchThatNobodyDecidesAboutShowsTheChoicesAndDoesNothing) {
  plan(change(1, "echo try >> proof; exit 1"), "strategy: rolling\n");
  fleet_test::write_file(sandbox_.file("hosts.ini"),
                         "a ansible_connection=local\nb ansible_connection=local\n");
  EXPECT_EQ(shell("fettle run plan.md --inventory hosts.ini").exit_status, 1);
  const auto resumed = shell("fettle resume");
  EXPECT_EQ(resumed.exit_status, 3);
  EXPECT_THAT(resumed.output,
              AllOf(HasSubstr("  fettle resume --retry\n"), HasSubstr("  fettle resume --rest\n"),
                    HasSubstr("nothing was decided, so nothing was done")));
  EXPECT_EQ(content("proof"), "try\n");
  EXPECT_THAT(shell("fettle resume --json").output, HasSubstr(R"("event":"summary")"));
}

TEST_F(CommandLine, WhereSeveralBatchesQualifyTheyAreListedAndNothingIsDone) {
  plan(change(1, "echo try >> proof; exit 1"));
  shell("fettle run plan.md --local; fettle run plan.md --local");
  const auto resumed = shell("fettle resume --retry");
  EXPECT_EQ(resumed.exit_status, 2);
  EXPECT_THAT(resumed.output,
              HasSubstr("2 batches have something to retry; nothing was done. Say which:\n  0"));
  EXPECT_EQ(content("proof"), "try\ntry\n");
  EXPECT_EQ(shell("fettle resume last --retry").exit_status, 1);
  EXPECT_EQ(shell("fettle resume --rest").exit_status, 2);
}

TEST_F(CommandLine, OfTwoRunsThatMeetOnAHostTheSecondWaitsAndSaysForWhom) {
  for (const std::string database : {"", " --db other.db"}) {
    plan(change(1, "touch begun; while [ ! -e go ]; do sleep 0.05; done"));
    const auto ran = shell(
        "rm -f begun go second; begin; first=$!\n"
        "fettle run plan.md --local" +
        database +
        " >second & second=$!\n"
        "until grep -q 'works on local' second; do sleep 0.05; done\n"
        "touch go; wait $first; echo first: $?; wait $second; echo second: $?\n"
        "cat second");
    EXPECT_THAT(ran.output, AllOf(HasSubstr("first: 0"), HasSubstr("second: 0"),
                                  HasSubstr("localhost: waits: "), HasSubstr("1 completed")))
        << database;
  }
}

TEST_F(CommandLine, CleanRemovesItsOwnReceiptsThatNobodyNeeds) {
  plan(change(1, "true"));
  const auto ran = shell(
      "fettle clean\n"
      "fettle run plan.md --local\n"
      "id=$(python3 -c 'import sqlite3,os; print(sqlite3.connect(\n"
      "  os.environ[\"HOME\"] + \"/.local/state/fettle/fettle.db\").execute(\n"
      "  \"select id from installation\").fetchone()[0])')\n"
      "cd receipts; for name in $id.old-1 $id.open-1 ffffffff.other-1; do mkdir $name; done\n"
      "echo 0 >$id.old-1/rc; echo 0 >ffffffff.other-1/rc; : >$id.open-1/rc; cd ..\n"
      "fettle clean; ls receipts | sed \"s/$id/ID/\"");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_THAT(ran.output,
              AllOf(HasSubstr("localhost: 1 receipt removed, 1 kept that began and have no end\n"),
                    HasSubstr("ID.open-1\nffffffff.other-1\n"), Not(HasSubstr("old-1"))));
}

TEST_F(CommandLine, ReceiptsCarryTheIdOfTheirInstallation) {
  plan(change(1, "touch begun; while [ ! -e go ]; do sleep 0.05; done"));
  const auto ran = shell("begin; ls receipts; touch go; wait $!");
  EXPECT_EQ(ran.exit_status, 0) << content("log");
  EXPECT_THAT(ran.output, testing::ContainsRegex("^[0-9a-f]{8}\\.[0-9a-f-]+-[0-9]+"));
}

}  // namespace
}  // namespace fettle::e2e
