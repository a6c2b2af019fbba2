// How the command line is used: what is said of mistyped words, what an exit status means, and that
// no advice leads nowhere.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "tests/e2e/command_line.hpp"

namespace fettle::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(CommandLine, TellsItsVersionAndHelpInEveryWayThatPeopleTry) {
  for (const auto* words : {"--version", "-V", "version"}) {
    const auto told = shell(fmt::format("fettle {}", words));
    EXPECT_EQ(told.exit_status, 0) << words;
    EXPECT_THAT(told.output, StartsWith("fettle 0.")) << words;
  }
  EXPECT_EQ(shell("fettle help").output, shell("fettle --help").output);
  EXPECT_EQ(shell("fettle help plan show").output, shell("fettle plan show --help").output);
  EXPECT_EQ(shell("fettle help nothing").exit_status, 2);
}

TEST_F(CommandLine, SuggestsTheOptionThatWasMeantAndKeepsWordsInTheirOrder) {
  const auto mistyped = shell("fettle run plan.md --loca");
  EXPECT_EQ(mistyped.exit_status, 2);
  EXPECT_THAT(mistyped.output, HasSubstr("no option `--loca`; did you mean `--local`?"));
  EXPECT_THAT(shell("fettle version one two three").output, HasSubstr("one two three"));
}

TEST_F(CommandLine, AnEmptyValueIsNeitherLeftOutNorTheNextWord) {
  plan(change(1, "touch \"$HOME/ran\""));
  shell("echo h1 > hosts.ini");
  for (const auto* words :
       {"--local --identity= --dry-run", "--local --db= --yes", "--local --recipes= --dry-run",
        "-i hosts.ini --limit '' --dry-run", "-i hosts.ini --limit= --dry-run",
        "--local --strategy ''", "-t '' --local", "-i '' --dry-run", "--local --dry-run="}) {
    const auto refused = shell(fmt::format("fettle run plan.md {}", words));
    EXPECT_EQ(refused.exit_status, 2) << words << refused.output;
    EXPECT_THAT(refused.output, HasSubstr("has an empty value")) << words;
  }
  EXPECT_THAT(shell("fettle run ''").output, HasSubstr("plan has an empty value"));
  EXPECT_EQ(content("ran"), "");
  EXPECT_FALSE(std::filesystem::exists(sandbox_.file("ran")));
  EXPECT_THAT(shell("fettle run -- plan.md --local").output, HasSubstr("nothing more"));
}

TEST_F(CommandLine, OutputThatIsLostIsTold) {
  plan(step(1, "type: validate\nchecks: [\"true\"]\n"));
  for (const auto* output : {"/dev/full", "&-"}) {
    for (const auto* words : {"--help", "--version", "man", "catalogue", "plan show plan.md",
                              "run plan.md --local --dry-run", "cron '* * * * *'"}) {
      const auto lost = shell(fmt::format("fettle {} >{}", words, output));
      EXPECT_EQ(lost.exit_status, 2) << words << output;
      EXPECT_THAT(lost.output, HasSubstr("standard output can't be written")) << words << output;
    }
    const auto ran = shell(fmt::format("fettle run plan.md --local --json >{}", output));
    EXPECT_EQ(ran.exit_status, 0) << "what a run came to stays its status";
    EXPECT_THAT(ran.output, HasSubstr("standard output can't be written"));
  }
  EXPECT_EQ(shell("fettle man | head -c 1 >rest").output, "");
}

TEST_F(CommandLine, ClosedStreamsAreNeverAFileThatWasOpenedLater) {
  plan(step(1, "type: validate\nchecks: [\"true\"]\n"));
  EXPECT_EQ(shell("fettle run plan.md --local --json >&- 2>&- <&-").exit_status, 0);
  EXPECT_EQ(shell("fettle batches | grep -c completed").output, "1\n");
  EXPECT_EQ(shell("grep -rl --exclude=fettle.db* batch_started .").output, "");
}

TEST_F(CommandLine, TakesTargetsOneByOneToo) {
  plan(change(1, "true"));
  const auto shown = shell("fettle run plan.md -t a -t b,c --dry-run");
  EXPECT_EQ(shown.exit_status, 0) << shown.output;
  EXPECT_THAT(shown.output, HasSubstr("a, b, c"));
}

TEST_F(CommandLine, NothingThatRanIsNeverAFailedRun) {
  plan(change(1, "true"));
  shell(
      "echo 'this is no database at all, but it is long enough to look like one' > text.db; "
      "mkdir folder.db; fettle run plan.md --local --db ok.db; head -c 4096 ok.db > cut.db; "
      "dd if=/dev/zero of=cut.db bs=1 seek=100 count=3000 conv=notrunc 2>/dev/null");
  for (const auto* database : {"text.db", "folder.db", "cut.db", "no/such/folder.db"}) {
    for (const auto* command : {"run plan.md --local", "resume", "batches", "show last"}) {
      const auto ran = shell(fmt::format("fettle {} --db {}", command, database));
      EXPECT_THAT(ran.exit_status, testing::AnyOf(2, 3)) << command << database << ran.output;
    }
  }
}

/// The database is on a small disk of its own, `disk/it.db`, that nobody else sees.
class DatabaseOnADisk : public CommandLine {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(sandbox_.file("disk"));
    if (on_disk("true").exit_status != 0) GTEST_SKIP() << "no disk can be mounted here";
    plan(change(1, "touch ran"));
  }
  Ran on_disk(const std::string& text) const {
    fleet_test::write_file(sandbox_.file("text"),
                           "mount -t tmpfs -o size=1600k tmpfs disk || exit\n"
                           "fettle() { " FETTLE_BINARY
                           " \"$@\" --db disk/it.db </dev/null; }\n"
                           "fill() { head -c 3000000 /dev/zero >disk/filler 2>/dev/null; }\n" +
                               text);
    return shell("unshare -rm sh text 2>&1");
  }
};

TEST_F(DatabaseOnADisk, ThatIsFullRunsNothingAndSaysSo) {
  for (const auto* first : {"true", "fettle run plan.md --local >log; rm ran"}) {
    const auto ran = on_disk(fmt::format("{}; fill; fettle run plan.md --local", first));
    EXPECT_EQ(ran.exit_status, 2) << first;
    EXPECT_THAT(ran.output, testing::AnyOf(HasSubstr("no room is left for the database"),
                                           HasSubstr("check its disk")));
    EXPECT_FALSE(std::filesystem::exists(sandbox_.file("ran")));
  }
}

TEST_F(DatabaseOnADisk, ThatFillsUpDuringARunIsNoFailedRun) {
  plan(change(1, "head -c 3000000 /dev/zero >disk/filler 2>/dev/null; true") +
       change(2, "touch ran"));
  const auto ran = on_disk("fettle run plan.md --local");
  EXPECT_EQ(ran.exit_status, 3) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("no room is left for the database"));
}

TEST_F(DatabaseOnADisk, ThatIsReadOnlyRunsNothingAndSaysSo) {
  for (const auto* command : {"run plan.md --local", "resume"}) {
    const auto ran = on_disk(fmt::format(
        "fettle run plan.md --local >log; rm ran; mount -o remount,ro disk; fettle {}", command));
    EXPECT_EQ(ran.exit_status, 2) << command;
    EXPECT_THAT(ran.output, HasSubstr("check the permissions of the file and its folder"));
    EXPECT_FALSE(std::filesystem::exists(sandbox_.file("ran")));
  }
}

TEST_F(CommandLine, ADatabaseThatIsLockedIsToBeTriedAgain) {
  plan(change(1, "true"));
  shell("fettle run plan.md --local --db it.db");
  const auto ran = shell(
      "python3 -c 'import sqlite3,subprocess,sys\n"
      "db=sqlite3.connect(\"it.db\",isolation_level=None); db.execute(\"begin exclusive\")\n"
      "sys.exit(subprocess.run([\"" FETTLE_BINARY
      "\",\"run\",\"plan.md\",\"--local\",\"--db\",\"it.db\"]).returncode)'");
  EXPECT_EQ(ran.exit_status, 3) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("in use by another process"));
}

TEST_F(CommandLine, ADryRunCanTryTheWayToEachTarget) {
  plan(change(1, "touch proof"));
  const auto here = shell("fettle run plan.md --local --dry-run=connect");
  EXPECT_EQ(here.exit_status, 0) << here.output;
  EXPECT_THAT(here.output, HasSubstr("Who can be reached\n  localhost: yes\n"));
  const auto nobody = shell("fettle run plan.md -t 127.0.0.1:1 --dry-run=connect");
  EXPECT_EQ(nobody.exit_status, 3) << nobody.output;
  EXPECT_THAT(nobody.output, HasSubstr("127.0.0.1:1: no: "));
  EXPECT_EQ(content("proof"), "");
}

TEST_F(CommandLine, TheDryRunShowsWhatEachTargetGets) {
  plan(change(1, "echo {{ word }}"), "variables:\n  word: {per: target}\n");
  fleet_test::write_file(sandbox_.file("hosts.ini"), "a word=one\nb word=two\nc word=two\n");
  const auto shown = shell("fettle run plan.md --inventory hosts.ini --dry-run");
  EXPECT_THAT(
      shown.output,
      AllOf(HasSubstr("| echo one"),
            HasSubstr("What other targets get instead\n  step 1 on b, c\n       | echo two")));
}

TEST_F(CommandLine, TheCatalogueIsInTheProgram) {
  const auto list = shell("fettle catalogue");
  EXPECT_EQ(list.exit_status, 0);
  EXPECT_THAT(list.output, AllOf(HasSubstr("disk-cleanup-cycle"), HasSubstr("recipe")));
  const auto copied = shell(
      "fettle catalogue copy disk-cleanup-cycle && fettle catalogue show disk-cleanup-cycle | "
      "cmp - disk-cleanup-cycle.md && fettle lint disk-cleanup-cycle.md");
  EXPECT_EQ(copied.exit_status, 0) << copied.output;
  EXPECT_EQ(shell("fettle catalogue copy disk-cleanup-cycle").exit_status, 2);
  EXPECT_THAT(shell("fettle catalogue show disk-cleanup-cicle").output,
              HasSubstr("did you mean `disk-cleanup-cycle`?"));
}

TEST_F(CommandLine, AShippedPlanRunsByItsNameAndSaysWhatItNeeds) {
  const auto shown = shell("fettle run disk-cleanup-cycle -t ann@web1 --dry-run");
  EXPECT_EQ(shown.exit_status, 0) << shown.output;
  EXPECT_THAT(shown.output, AllOf(HasSubstr("The plan needs: root"), HasSubstr("--become")));
  EXPECT_THAT(shell("fettle run disk-cleanup-cycle -t ann@web1 --become --dry-run").output,
              Not(HasSubstr("Not all targets")));
  EXPECT_EQ(shell("fettle plan show disk-cleanup-cycle").exit_status, 0);
  EXPECT_THAT(shell("fettle run no-such-plan --local").output, HasSubstr("fettle catalogue"));
}

TEST_F(CommandLine, NoAdviceNamesACommandThatDoesNotExist) {
  const auto ran = shell("found=$(grep -rhoE '`fettle [a-z]+' " FETTLE_SOURCE_DIR
                         "/src " FETTLE_SOURCE_DIR "/docs/reference " FETTLE_SOURCE_DIR
                         "/README.md | sort -u | cut -d' ' -f2); [ -n \"$found\" ] || exit 9\n"
                         "for word in $found; do fettle help $word >/dev/null || exit 1; done");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
}

TEST_F(CommandLine, EveryCommandHasAnExample) {
  const auto ran = shell(
      "for word in run resume batches show logs lint 'plan show' cron catalogue 'catalogue show' "
      "'catalogue copy' demo completion man help; do\n"
      "fettle $word --help | grep -q 'fettle '\"$word\" || { echo $word; exit 1; }; done");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
}

}  // namespace
}  // namespace fettle::e2e
