// What ran is found again: the commands that look at batches of the past.
#include <gmock/gmock.h>

#include "tests/e2e/command_line.hpp"

namespace fettle::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(CommandLine, NothingHasRunYetIsNoErrorAndANamedDatabaseThatIsMissingIs) {
  const auto none = shell("fettle batches --json; fettle batches");
  EXPECT_EQ(none.exit_status, 0) << none.output;
  EXPECT_THAT(none.output, AllOf(StartsWith("[]\n"), HasSubstr("No batch has run yet")));
  EXPECT_EQ(shell("fettle batches --db none.db").exit_status, 2);
  EXPECT_EQ(shell("fettle show last").exit_status, 2);
}

TEST_F(CommandLine, BatchesAreListedNewestFirstByIdsThatCanBeTyped) {
  plan(change(1, "true"));
  shell("fettle run plan.md --local; sed -i 's/# Test plan/# Second plan/' plan.md");
  const auto ran = shell(
      "fettle run plan.md --local >log; fettle batches; "
      "fettle show \"$(fettle batches --ids | tail -n 1)\"");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_LT(ran.output.find("Second plan  1/1 completed"), ran.output.find("Test plan  1/1"));
  EXPECT_THAT(ran.output, HasSubstr("\nTest plan\n  Batch    "));
}

TEST_F(CommandLine, ABeginningThatSeveralBatchesShareListsThem) {
  plan(change(1, "true"));
  const auto ran = shell("fettle run plan.md --local; fettle run plan.md --local; fettle show 0");
  EXPECT_EQ(ran.exit_status, 2);
  EXPECT_THAT(ran.output, HasSubstr("2 batches begin with 0; write more of the id:\n  0"));
}

TEST_F(CommandLine, ABatchIsShownWithItsStepsAndWhoAnsweredWhat) {
  plan(step(1, "type: custom_tool\ncommand: echo tried; exit 4\n"));
  shell("fettle run plan.md --local --yes");
  const auto shown = shell("fettle show last");
  EXPECT_EQ(shown.exit_status, 0) << shown.output;
  EXPECT_THAT(shown.output,
              AllOf(HasSubstr("step 1 \"step 1\": failed in"), HasSubstr("      | tried\n"),
                    HasSubstr("approved by "), HasSubstr(": --yes")));
  const auto json = shell("fettle show last --json");
  EXPECT_THAT(json.output, AllOf(HasSubstr(R"("exit_status":1,"total":1)"),
                                 HasSubstr(R"("exit_status":4,"message":"exit status 4")")));
}

TEST_F(CommandLine, EveryFormOfAReportTellsTheOutcome) {
  plan(change(1, "exit 4"));
  shell("fettle run plan.md --local");
  for (const auto* form : {"markdown", "html", "csv", "ticket"}) {
    const auto report = shell(fmt::format("fettle show last --report {}", form));
    EXPECT_EQ(report.exit_status, 0) << report.output;
    EXPECT_THAT(report.output, AllOf(HasSubstr("exit status 4"), HasSubstr("localhost"))) << form;
  }
  EXPECT_EQ(shell("fettle show last --report pdf").exit_status, 2);
}

TEST_F(CommandLine, EachTryHasItsOwnOutput) {
  plan(change(1, "echo \"try of $(cat number)\"; grep -q second number"));
  shell(
      "echo first >number; fettle run plan.md --local; echo second >number; "
      "fettle resume --retry");
  const auto logs = shell("fettle logs last localhost");
  EXPECT_EQ(logs.exit_status, 0) << logs.output;
  EXPECT_THAT(logs.output, HasSubstr("try of first\n\n==> localhost: step 1 \"step 1\", command 2 "
                                     "<==\ntry of second\n"));
  EXPECT_THAT(shell("fettle logs last --json").output, HasSubstr(R"("text":"try of second\n")"));
  EXPECT_EQ(shell("fettle logs last nobody").exit_status, 2);
}

TEST_F(CommandLine, TheReasonOfAnOldFailureGoesWhenTheBatchGoesOn) {
  plan(change(1, "test -e go"));
  const auto before = shell("fettle run plan.md --local; fettle batches --json; fettle show last");
  EXPECT_THAT(before.output, HasSubstr(R"("reason":"localhost: step 1: exit status 1)"));
  const auto after =
      shell("touch go; fettle resume --retry >log; fettle batches --json; fettle show last");
  EXPECT_EQ(after.exit_status, 0) << after.output;
  EXPECT_THAT(after.output, AllOf(HasSubstr(R"("reason":"")"), Not(HasSubstr("exit status 1"))));
}

TEST_F(CommandLine, WhatTheLastTryWroteIsAllThatItsFailureShows) {
  plan(change(1, "echo \"try of $(cat number)\"; exit 1"));
  shell(
      "echo first >number; fettle run plan.md --local; echo second >number; "
      "fettle resume --retry");
  EXPECT_THAT(shell("fettle show last").output,
              AllOf(HasSubstr("| try of second"), Not(HasSubstr("try of first"))));
}

TEST_F(CommandLine, CleanFindsTheReceiptsOfUsersWhomStepsBecameToo) {
  plan(step(1, "type: custom_tool\nrequires_approval: false\nbecome: {user: ann}\ncommand: id\n"));
  const auto ran = shell(
      "mkdir bin\n"
      "printf '#!/bin/sh\\n[ \"$*\" = \"-n -H -u ann -- sh\" ] || exit 1\\n"
      "FETTLE_HOME=%s/ann exec sh\\n' \"$HOME\" >bin/sudo; chmod +x bin/sudo; PATH=$PWD/bin:$PATH\n"
      "fettle run plan.md --local >log 2>&1\n"
      "id=$(python3 -c 'import sqlite3,os; print(sqlite3.connect(\n"
      "  os.environ[\"HOME\"] + \"/.local/state/fettle/fettle.db\").execute(\n"
      "  \"select id from installation\").fetchone()[0])')\n"
      "mkdir -p ann/$id.old-1; echo 0 >ann/$id.old-1/rc; chmod 700 ann\n"
      "fettle clean; ls ann; fettle clean --json\n"
      "echo 'echo no; exit 1' >bin/sudo; fettle clean; echo \"refused: $?\"");
  EXPECT_EQ(ran.exit_status, 0) << ran.output << content("log");
  EXPECT_THAT(ran.output,
              AllOf(HasSubstr("localhost: 0 receipts removed\n"),
                    HasSubstr("localhost (become ann): 1 receipt removed\n[{"),
                    HasSubstr(R"("become":true,"become_user":"ann","ok":true,"removed":0)"),
                    HasSubstr("localhost (become ann): not cleaned: no shell could be started "
                              "there as ann: "),
                    HasSubstr("refused: 3\n")));
}

TEST_F(CommandLine, CompletionKnowsTheBatches) {
  plan(change(1, "true"));
  shell("fettle run plan.md --local");
  const auto completed =
      shell("fettle completion bash >completion; ln -s " FETTLE_BINARY
            " fettle; PATH=$PWD:$PATH\n"
            "bash -c '. ./completion; COMP_WORDS=(fettle show 0); COMP_CWORD=2; _fettle; "
            "[ \"${COMPREPLY[*]}\" = \"$(fettle batches --ids)\" ]'");
  EXPECT_EQ(completed.exit_status, 0) << completed.output;
}

}  // namespace
}  // namespace fettle::e2e
