// The program as a person meets it, on this machine as the target: what it refuses, what it asks
// for, how it ends, and what is left when it was killed.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "tests/e2e/command_line.hpp"

namespace fettle::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST_F(CommandLine, CarriesAPlanOutAndExitsWithZero) {
  plan(change(1, "echo done >> proof"));
  const auto ran = shell("fettle run plan.md --local");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("Test plan: 1/1 completed"));
  EXPECT_EQ(content("proof"), "done\n");
  EXPECT_TRUE(std::filesystem::is_empty(sandbox_.file("receipts")));
}

class WaitsForTheDisk : public CommandLine {
 protected:
  void SetUp() override {
    if (::access("/usr/bin/strace", X_OK) != 0) GTEST_SKIP() << "needs strace";
  }
  /// Of one run in a database of its own.
  int waits(const std::string& steps) const {
    plan(steps);
    const auto ran =
        shell("rm -f other.db*; strace -f -qq -e trace=fsync,fdatasync -o waits " FETTLE_BINARY
              " run plan.md --local --db other.db </dev/null");
    EXPECT_EQ(ran.exit_status, 0) << ran.output;
    int waits = 0;  // lines tell of signals, too, and of calls that go on
    const auto trace = content("waits");
    for (auto at = trace.find("sync("); at != std::string::npos; at = trace.find("sync(", at + 1)) {
      ++waits;
    }
    return waits;
  }
  static std::string look(int number) {
    return step(number, "type: validate\nchecks: [\"test -e /\", \"test -d /\"]\n");
  }
};

TEST_F(WaitsForTheDisk, AsOftenForOneStepThatReadsAsForMany) {
  const auto once = waits(look(1));
  EXPECT_LE(once, 6);
  EXPECT_EQ(waits(look(1) + look(2) + look(3) + look(4)), once);
}

TEST_F(WaitsForTheDisk, BeforeEachStepThatChangesAndAfterIt) {
  const auto once = waits(change(1, "true"));
  const auto thrice = waits(change(1, "true") + change(2, "true") + change(3, "true"));
  EXPECT_GE(thrice - once, 2);
  EXPECT_LE(thrice - once, 4);
}

TEST_F(CommandLine, ShowsAPlansErrorsWithTheirLinesAndRunsNothing) {
  plan(change(1, "touch proof") + step(2, "type: wait\nsecond: 5\n"));
  const auto ran = shell("fettle run plan.md --local");
  EXPECT_EQ(ran.exit_status, 2);
  EXPECT_THAT(ran.output, AllOf(HasSubstr("plan.md:"), HasSubstr("^"), HasSubstr("seconds")));
  EXPECT_EQ(content("proof"), "");
}

TEST_F(CommandLine, RefusesGatesThatNobodyCouldAnswerBeforeAnythingRuns) {
  plan(change(1, "touch proof") + step(2, "type: custom_tool\ncommand: touch more\n"));
  const auto ran = shell("fettle run plan.md --local; echo status $?; ls proof");
  EXPECT_THAT(ran.output, AllOf(HasSubstr("status 2"),
                                HasSubstr("step 2 \"step 2\" (type default)"), HasSubstr("--yes")));
  EXPECT_EQ(shell("fettle run plan.md --local --yes").exit_status, 0);
}

TEST_F(CommandLine, YesNeverAnswersAHumanGate) {
  plan(step(1, "type: human_gate\nmessage: look first\n"));
  EXPECT_EQ(shell("fettle run plan.md --local --yes").exit_status, 2);
  EXPECT_EQ(shell("fettle run plan.md --local --yes-gates").exit_status, 0);
}

TEST_F(CommandLine, ADryRunShowsWhatWouldRunAndRunsNothing) {
  plan(change(1, "touch {{ file }}"), "variables:\n  file: {}\n");
  const auto ran = shell("fettle run plan.md --local --var 'file=a b' --dry-run");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_THAT(ran.output,
              AllOf(HasSubstr("touch 'a b'"), HasSubstr("Who goes when"), HasSubstr("Digest")));
  EXPECT_FALSE(std::filesystem::exists(sandbox_.file("a b")));
}

TEST_F(CommandLine, ADryRunNeedsNoSecretAndTheRunNamesEachOnce) {
  const std::string block = "type: custom_tool\ncommand: echo \"$KEY\"\nsecrets: [KEY]\n";
  plan(step(1, block) + step(2, block));
  const auto dry = shell("fettle run plan.md --local --dry-run");
  EXPECT_EQ(dry.exit_status, 0) << dry.output;
  EXPECT_THAT(dry.output, HasSubstr("secrets: KEY"));
  const auto ran = shell("fettle run plan.md --local --yes");
  EXPECT_EQ(ran.exit_status, 2);
  EXPECT_THAT(ran.output, HasSubstr("set in the environment: FETTLE_SECRET_KEY\n"));
}

TEST_F(CommandLine, ARollbackDoesNotHideWhatMadeItNecessary) {
  const auto failing = [this](const std::string& undo) {
    plan(change(1, "true") + change(2, "echo no such package; exit 7") + "\n## Rollback\n" +
             change(1, undo),
         "on_failure: rollback\n");
    return shell("fettle run plan.md --local");
  };
  const auto undone = failing("echo all undone");
  EXPECT_EQ(undone.exit_status, 1);
  EXPECT_THAT(undone.output, HasSubstr("\"step 2\": step 2: exit status 7; rolled back\n"
                                       "    | no such package\n"));
  const auto stuck = failing("echo all stuck; exit 9");
  EXPECT_THAT(stuck.output, HasSubstr("; rollback failed at its step 1: exit status 9\n"
                                      "    | all stuck\n"));
}

TEST_F(CommandLine, AVariableThatIsASecretIsUsedAndWrittenNowhere) {
  plan(change(1, "echo {{ key }} > proof; echo '{{ key }}'"),
       "variables:\n  key: {type: secret}\n");
  const auto given = shell("fettle run plan.md --local --var key=hunter2");
  EXPECT_EQ(given.exit_status, 2);
  EXPECT_THAT(given.output, HasSubstr("FETTLE_SECRET_key"));
  const auto ran = shell("FETTLE_SECRET_key=\"it's a;b\" fettle run plan.md --local --db it.db");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_EQ(content("proof"), "it's a;b\n");
  EXPECT_THAT(ran.output, AllOf(HasSubstr("***"), Not(HasSubstr("it's a;b"))));
  EXPECT_EQ(shell("grep -rl --include='it.db*' \"it's a;b\" .").output, "");
}

TEST_F(CommandLine, PlanShowTellsEveryDefaultWithTheStrategyAskedFor) {
  plan(change(1, "true"));
  const auto shown = shell("fettle plan show plan.md --strategy parallel_batched --json");
  EXPECT_EQ(shown.exit_status, 0) << shown.output;
  EXPECT_THAT(shown.output, AllOf(HasSubstr(R"("strategy_config":{"batch_size":5,)"),
                                  HasSubstr(R"("timeout":300)")));
  EXPECT_EQ(shell("fettle plan show plan.md --strategy nope").exit_status, 2);
}

TEST_F(CommandLine, AValueOfAVariableNeverBecomesACommand) {
  plan(change(1, "echo {{ word }} > proof"), "variables:\n  word: {}\n");
  EXPECT_EQ(shell("fettle run plan.md --local --var 'word=x; touch pwned'").exit_status, 0);
  EXPECT_EQ(content("proof"), "x; touch pwned\n");
  EXPECT_FALSE(std::filesystem::exists(sandbox_.file("pwned")));
}

TEST_F(CommandLine, NamesMissingAndSurplusVariables) {
  plan(change(1, "echo {{ word }}"), "variables:\n  word: {}\n");
  const auto ran = shell("fettle run plan.md --local --var wrod=x");
  EXPECT_EQ(ran.exit_status, 2);
  EXPECT_THAT(ran.output, AllOf(HasSubstr("`word`"), HasSubstr("`wrod`")));
}

TEST_F(CommandLine, LiteralBracesReachTheTargetAsWritten) {
  plan(change(1, "echo '{{.Names}} {{ range .Items }}' > proof"));
  EXPECT_EQ(shell("fettle run plan.md --local").exit_status, 0);
  EXPECT_EQ(content("proof"), "{{.Names}} {{ range .Items }}\n");
}

TEST_F(CommandLine, AFailureExitsWithOneAndRetryFinishesFromTheFailedStep) {
  plan(change(1, "echo one >> proof") + change(2, "echo trying; test -e ready"));
  const auto failed = shell("fettle run plan.md --local");
  EXPECT_EQ(failed.exit_status, 1);
  EXPECT_THAT(failed.output,
              AllOf(HasSubstr("exit status 1"), HasSubstr("trying"), HasSubstr("--retry")));
  EXPECT_EQ(shell("touch ready; fettle resume --retry").exit_status, 0);
  EXPECT_EQ(content("proof"), "one\n");
}

TEST_F(CommandLine, AKilledRunIsResumedFromItsRecordWhateverHappenedToTheFile) {
  plan(change(1, "echo one >> proof; touch begun; while [ ! -e go ]; do sleep 0.05; done") +
       change(2, "echo two >> proof"));
  const auto ran = shell(
      "begin; kill -9 $!; wait $!\n"
      "sed -i 's/echo two/echo changed/' plan.md; touch go; fettle resume");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_EQ(content("proof"), "one\ntwo\n");
}

TEST_F(CommandLine, ATerminalThatGoesAwayStopsTheRunAndStoresWhereItStood) {
  plan(change(1, "echo one >> proof; touch begun; while [ ! -e go ]; do sleep 0.05; done") +
       change(2, "echo two >> proof"));
  const auto stopped = shell("begin; kill -HUP $!; wait $!");
  EXPECT_EQ(stopped.exit_status, 3) << content("log");
  EXPECT_THAT(content("log"), HasSubstr("fettle resume"));
  EXPECT_EQ(shell("touch go; fettle resume").exit_status, 0);
  EXPECT_EQ(content("proof"), "one\ntwo\n");
}

TEST_F(CommandLine, AHangUpThatItWasStartedToIgnoreStopsNothing) {
  plan(change(1, "touch begun; while [ ! -e go ]; do sleep 0.05; done"));
  const auto ran = shell("trap '' HUP; begin; kill -HUP $!; touch go; wait $!");
  EXPECT_EQ(ran.exit_status, 0) << content("log");
}

TEST_F(CommandLine, AnOutcomeThatNobodyCanTellIsInterruptedAndWaitsForAPerson) {
  plan(change(1,
              "echo one >> proof; touch begun; while [ ! -e go ]; do sleep 0.05; done; touch "
              "ended"));
  const auto lost = shell(
      "begin; until grep -qas '\"known_started\":true' .local/state/fettle/fettle.db*; do "
      "sleep 0.05; done\n"
      "kill -9 $!; wait $!; touch go\n"
      // What still runs would rightly keep a retry from starting beside it.
      "until [ -e ended ]; do sleep 0.05; done\n"
      "while [ -e receipts ]; do rm -rf receipts; done; fettle resume");
  EXPECT_EQ(lost.exit_status, 3) << lost.output;
  EXPECT_THAT(lost.output, AllOf(HasSubstr("1 interrupted"), HasSubstr("without your word")));
  EXPECT_EQ(content("proof"), "one\n");
  EXPECT_EQ(shell("fettle resume --retry").exit_status, 0);
  EXPECT_EQ(content("proof"), "one\none\n");
}

TEST_F(CommandLine, ARecordThatWasTamperedWithIsNotCarriedOut) {
  plan(change(1, "test -e ready"));
  EXPECT_EQ(shell("fettle run plan.md --local --db state.db").exit_status, 1);
  const auto ran = shell(
      "python3 - <<'END'\nimport sqlite3\ndb = sqlite3.connect('state.db')\n"
      "db.execute(\"update batch_plans set frozen_markdown = replace(frozen_markdown, 'test -e', "
      "'touch')\")\ndb.commit()\nEND\nfettle resume --retry --db state.db");
  EXPECT_EQ(ran.exit_status, 2);
  EXPECT_THAT(ran.output, HasSubstr("no longer is what was approved"));
}

TEST_F(CommandLine, OneProcessAtATimeCarriesABatchOut) {
  plan(change(1, "touch begun; while [ ! -e go ]; do sleep 0.05; done"));
  const auto ran =
      shell("begin; fettle resume; echo \"second: $?\"; touch go; wait $!; echo \"first: $?\"");
  EXPECT_THAT(ran.output, AllOf(HasSubstr("is being carried out by process"),
                                HasSubstr("second: 3"), HasSubstr("first: 0")));
}

TEST_F(CommandLine, ASecretReachesItsStepAndNothingElse) {
  plan(step(1,
            "type: custom_tool\nrequires_approval: false\nsecrets: [TOKEN]\n"
            "command: echo \"token $TOKEN\" && printf %s \"$TOKEN\" > proof\n"));
  EXPECT_THAT(shell("fettle run plan.md --local").output, HasSubstr("FETTLE_SECRET_TOKEN"));
  const auto ran =
      shell("FETTLE_SECRET_TOKEN=hunter2-hunter2 fettle run plan.md --local --db state.db --json");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_EQ(content("proof"), "hunter2-hunter2");
  EXPECT_THAT(ran.output, AllOf(HasSubstr(R"("***\n")"), Not(HasSubstr("hunter2"))));
  EXPECT_NE(shell("grep -q hunter2 state.db*").exit_status, 0);
}

TEST_F(CommandLine, ResumeWithoutAPlansSecretsIsRefused) {
  plan(step(1,
            "type: custom_tool\nrequires_approval: false\nsecrets: [TOKEN]\n"
            "command: echo ran >> proof; false\n"));
  EXPECT_EQ(shell("FETTLE_SECRET_TOKEN=hunter2-hunter2 fettle run plan.md --local").exit_status, 1);
  const auto ran = shell("fettle resume --retry");
  EXPECT_EQ(ran.exit_status, 2);
  EXPECT_THAT(ran.output, HasSubstr("FETTLE_SECRET_TOKEN"));
  EXPECT_EQ(content("proof"), "ran\n");
}

TEST_F(CommandLine, AnAuditedServerIsNotTouched) {
  plan(change(1, "touch proof"));
  fleet_test::write_file(sandbox_.file("hosts.ini"),
                         "here ansible_connection=local fettle_mode=audit\n");
  const auto ran = shell("fettle run plan.md --inventory hosts.ini");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("1 skipped"));
  EXPECT_EQ(content("proof"), "");
}

TEST_F(CommandLine, AnInventoryWithoutServersIsAnError) {
  plan(change(1, "true"));
  const auto ran = shell("echo '[web]' > hosts.ini; fettle run plan.md --inventory hosts.ini");
  EXPECT_EQ(ran.exit_status, 2);
  EXPECT_THAT(ran.output, HasSubstr("hosts.ini names no server"));
}

TEST_F(CommandLine, AWrongTargetListShowsWhatIsWrongWithIt) {
  plan(change(1, "true"));
  const auto ran = shell("fettle run plan.md --target web1,web1");
  EXPECT_EQ(ran.exit_status, 2);
  EXPECT_THAT(ran.output, HasSubstr("--target:1:6: error target.duplicate"));
}

TEST_F(CommandLine, LintTellsByItsExitStatus) {
  plan(change(1, "true"));
  EXPECT_EQ(shell("fettle lint plan.md").exit_status, 0);
  plan(step(1, "type: wiat\n"));
  const auto json = shell("fettle lint plan.md --json");
  EXPECT_EQ(json.exit_status, 1);
  EXPECT_THAT(json.output,
              AllOf(HasSubstr("\"line\":"), HasSubstr("\"code\":"), HasSubstr("wait")));
  EXPECT_THAT(shell("fettle lint plan.md --sarif").output, HasSubstr("\"version\":\"2.1.0\""));
  EXPECT_EQ(shell("fettle lint missing.md").exit_status, 2);
}

TEST_F(CommandLine, LintTellsOfAPlanThatIsTooLargeAsOfAnyOtherError) {
  const auto lint = shell("head -c 1100000 /dev/zero >large.md; fettle lint large.md");
  EXPECT_EQ(lint.exit_status, 1);
  EXPECT_THAT(lint.output, HasSubstr("large.md:1:1: error text.too-large"));
}

TEST_F(CommandLine, AWrongOptionIsAUsageError) {
  EXPECT_EQ(shell("fettle run").exit_status, 2);
  EXPECT_EQ(shell("fettle frobnicate").exit_status, 2);
  EXPECT_EQ(shell("fettle --help").exit_status, 0);
}

}  // namespace
}  // namespace fettle::e2e
