// The receipt protocol itself, under each shell that targets have.
#include <gmock/gmock.h>
#include <unistd.h>

#include <thread>

#include "tests/e2e/receipt_rig.hpp"

namespace fettle::transport {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_P(ReceiptShell, BeginRunsFollowsAndTellsTheExitStatus) {
  const Ran ran = begin(count_up() + "echo hello; echo error >&2; exit 3");
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 started boot-1\n"));
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 exited 3 boot-1 boot-1\n"));
  EXPECT_EQ(output_of(ran), "hello\nerror\n");
}

TEST_P(ReceiptShell, BeginAgainAttachesToWhatIsThere) {
  begin(count_up() + "echo hello");
  const Ran again = begin("echo something else; " + count_up());
  EXPECT_EQ(output_of(again), "hello\n");
  EXPECT_EQ(count(), 1);
}

TEST_P(ReceiptShell, TwoHundredRacingBeginsRunItOnce) {
  const std::string text = begin_script("a1", 0, count_up() + "echo hello", {});
  std::vector<std::thread> racers;
  std::vector<Ran> results(200);
  for (int racer = 0; racer < 20; ++racer)
    racers.emplace_back([&, racer] {
      for (int i = 0; i < 10; ++i) results[static_cast<std::size_t>(racer * 10 + i)] = give(text);
    });
  for (auto& racer : racers) racer.join();
  EXPECT_EQ(count(), 1);
  for (const auto& result : results) {
    EXPECT_THAT(result.output, HasSubstr("@@fettle a1 exited 0"));
    EXPECT_EQ(output_of(result), "hello\n");
  }
}

TEST_P(ReceiptShell, TextThatIsCutShortRunsNothing) {
  const std::string text =
      begin_script("a1", 0, count_up() + "echo a long script\n" + count_up(), {{"SECRET", "x"}});
  for (std::size_t size = 0; size + 2 < text.size(); size += 211) give(text.substr(0, size));
  EXPECT_EQ(count(), 0);
  EXPECT_FALSE(std::filesystem::exists(sandbox_.file("home")));
}

TEST_P(ReceiptShell, EnvironmentAndMaskAreTheCommandsOwn) {
  const Ran ran = give(
      begin_script("a1", 0, "echo \"$SECRET\"; umask; pwd; touch /dev/null", {{"SECRET", "it's"}}));
  const std::string expected_mask = fleet_test::run({"/bin/sh", "-c", "umask"}).output;
  EXPECT_THAT(output_of(ran), testing::StartsWith("it's\n" + expected_mask));
  EXPECT_EQ(std::filesystem::status(sandbox_.file("home/a1")).permissions(),
            std::filesystem::perms::owner_all);
}

TEST_P(ReceiptShell, ScriptMayContainTheDelimiter) {
  const Ran ran = begin("cat <<'END-OF-a1'\ninner\nEND-OF-a1\necho after");
  EXPECT_EQ(output_of(ran), "inner\nafter\n");
}

TEST_P(ReceiptShell, ScriptOfAnyBytesArrivesAsItIs) {
  std::string bytes;
  for (int byte = 1; byte < 256; ++byte) bytes += static_cast<char>(byte);
  const std::string script = "cat <<'X'\n" + bytes + "\nX\n";
  EXPECT_EQ(output_of(begin(script)), bytes + "\n");
  EXPECT_EQ(fleet_test::read_file(receipt("cmd")), script + "\n");
}

TEST_P(ReceiptShell, ScriptMayBeLargerThanAnArgument) {
  std::string script = ": ";
  while (script.size() < 300'000) script += "0123456789'''' ";
  EXPECT_EQ(output_of(begin(script + "\necho after")), "after\n");
}

TEST_P(ReceiptShell, FilesAreTheirOwnersAlone) {
  begin("head -c 1000000 /dev/zero");
  for (const auto& file : std::filesystem::directory_iterator(receipt("")))
    EXPECT_EQ(file.status().permissions() & std::filesystem::perms{0077},
              std::filesystem::perms::none)
        << file.path();
}

// A bug that was: such a secret moved the receipt to where nobody looks for it.
TEST_P(ReceiptShell, SecretMayHaveTheNameOfAVariableThatTheTextReads) {
  const Ran ran = give(begin_script("a1", 0, "echo $FETTLE_HOME", {{"FETTLE_HOME", "x"}}));
  EXPECT_EQ(output_of(ran), "x\n");
  EXPECT_TRUE(std::filesystem::exists(receipt("cmd")));
}

TEST_P(ReceiptShell, ShortOutputArrivesAsItIs) {
  const std::vector<std::pair<std::string, std::string>> outputs{
      {R"(printf 'a  b\n \\\n\n')", "a  b\n \\\n\n"},
      {R"(printf '\n\nno end')", "\n\nno end"},
      {R"(printf '\303\244\377')", "\303\244\377"},
      {R"(printf 'a\000b\n')", std::string("a\0b\n", 4)},
      {R"(printf 'xyz\n\000')", std::string("xyz\n\0", 5)},
      {"printf x", "x"},
      {"true", ""}};
  // An output may lack its last line's end.
  const auto sent = [](const Ran& ran) {
    std::string text = ran.output;
    for (auto at = text.find("@@fettle "); at != text.npos; at = text.find("@@fettle "))
      text.erase(at, text.find('\n', at) + 1 - at);
    return text;
  };
  int number = 0;
  for (const auto& [script, expected] : outputs) {
    const auto attempt = "b" + std::to_string(++number);
    EXPECT_EQ(sent(give(begin_script(attempt, 0, script, {}))), expected) << script;
    EXPECT_EQ(sent(give(follow_script(attempt, 0))), expected) << script;
    EXPECT_EQ(sent(give(follow_script(attempt, 1))), expected.substr(expected.empty() ? 0 : 1))
        << script;
  }
}

TEST_P(ReceiptShell, ShortTextNeedsNoProgramToBeSent) {
  if (busybox()) GTEST_SKIP() << "its dd counts no bytes";
  uninstall("cat");
  EXPECT_EQ(output_of(begin("echo hello; echo world")), "hello\nworld\n");
}

TEST_P(ReceiptShell, FollowStartsWhereItIsTold) {
  begin("echo hello");
  EXPECT_EQ(output_of(give(follow_script("a1", 2))), "llo\n");
  EXPECT_EQ(output_of(give(follow_script("a1", 6))), "");
}

TEST_P(ReceiptShell, FollowOfNothingSaysNever) {
  EXPECT_THAT(follow().output, HasSubstr("@@fettle a1 never boot-1\n"));
}

TEST_P(ReceiptShell, LargeOutputKeepsHeadAndTailOnTheTarget) {
  begin("echo first; head -c 3000000 /dev/zero; echo; echo last");
  std::uintmax_t kept = 0;
  for (const auto& file : std::filesystem::directory_iterator(receipt("")))
    if (file.is_regular_file()) kept += file.file_size();
  EXPECT_LT(kept, 1'400'000U);
  const Ran ran = give(follow_script("a1", 600'000));
  EXPECT_THAT(ran.output, HasSubstr("\n3000012 524288\n"));
  EXPECT_THAT(ran.output, HasSubstr("\nlast\n"));
}

TEST_P(ReceiptShell, DripOfOutputIsKeptWhole) {
  const Ran ran = begin("i=0; while [ $i -lt 300 ]; do i=$((i + 1)); echo $i; done");
  std::string expected;
  for (int i = 1; i <= 300; ++i) expected += std::to_string(i) + "\n";
  EXPECT_EQ(output_of(ran), expected);
}

TEST_P(ReceiptShell, RunWithoutAnEndOfAnotherBootIsGone) {
  leave("id", "boot-0 1 1\n");
  EXPECT_THAT(follow().output, HasSubstr("@@fettle a1 gone boot-0 boot-1\n"));
}

TEST_P(ReceiptShell, ProcessNumberThatAnotherProgramHasNowIsGone) {
  leave("id", "boot-1 " + std::to_string(getpid()) + " 12345\n");
  EXPECT_THAT(begin(count_up()).output, HasSubstr("@@fettle a1 gone boot-1 boot-1\n"));
  EXPECT_EQ(count(), 0);
}

TEST_P(ReceiptShell, StatusThatIsBeingWrittenIsNotBelieved) {
  for (const char* text : {"", "13", "13\n", "13 1\n", " 7 137\n"}) {
    leave("id", "boot-0 1 1\n");
    leave("rc", text);
    EXPECT_THAT(follow().output, HasSubstr("@@fettle a1 gone boot-0 boot-1\n")) << text;
  }
  leave("rc", "137 137\n");
  leave("kept", "all all\n");
  EXPECT_THAT(follow().output, HasSubstr("@@fettle a1 exited 137 boot-0 boot-1\n"));
}

TEST_P(ReceiptShell, RunnerOutlivesTheSessionThatStartedIt) {
  const std::string text = begin_script("a1", 0, reach("up") + wait_for("go") + "echo after", {});
  std::thread starter(
      [&] { fleet_test::run({"setsid", "sh"}, "echo $$ >" + sandbox_.file("pid") + "\n" + text); });
  EXPECT_TRUE(reached("up"));
  must_sh("read -r f <" + sandbox_.file("pid") + "; kill -KILL -$f");
  starter.join();
  allow("go");
  const Ran ran = follow();
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 exited 0 boot-1 boot-1\n"));
  EXPECT_EQ(output_of(ran), "after\n");
}

TEST_P(ReceiptShell, RunnerThatIsKilledIsGone) {
  std::thread starter([&] { begin(reach("up") + wait_for("go")); });
  EXPECT_TRUE(reached("up"));
  must_sh("read -r f g h <" + receipt("id") + "; kill -KILL $g");
  EXPECT_THAT(follow().output, HasSubstr("@@fettle a1 gone boot-1 boot-1\n"));
  allow("go");
  starter.join();
}

TEST_P(ReceiptShell, OutputThatAProgramHoldsOpenIsWaitedForASecond) {
  const std::string leaving = "(echo late; exec sleep 30) & echo $! >" + sandbox_.file("pid");
  const Ran ran = begin(leaving + "\nexit 5");
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 exited 5"));
  EXPECT_EQ(output_of(ran), "late\n");
  EXPECT_EQ(output_of(follow()), "late\n");
  must_sh("read -r f <" + sandbox_.file("pid") + "; kill $f");
}

TEST_P(ReceiptShell, OutputHeldOpenAfterALongCommandIsNotWaitedForLonger) {
  // Naps of no length, written down; after many of them the command ends, its output stays open.
  leave("id", "boot-1 " + std::to_string(getpid()) + " none\n");
  leave("kept", "\n");
  uninstall("sleep");
  fleet_test::write_program(sandbox_.file("bin/sleep"),
                            "#!/bin/sh\necho $1 >>" + sandbox_.file("naps") + "\n" + "[ $(wc -l <" +
                                sandbox_.file("naps") + ") -ne 60 ] || echo 0 0 >" + receipt("rc") +
                                "\n");
  EXPECT_THAT(follow().output, HasSubstr("@@fettle a1 exited 0 boot-1 boot-1\n"));
  EXPECT_THAT(fleet_test::read_file(sandbox_.file("naps")),
              testing::EndsWith("1\n1\n0.2\n0.2\n0.2\n0.2\n0.2\n"));
}

TEST_P(ReceiptShell, EndKillsTheProcessGroupThatIgnoresTerm) {
  std::thread runner([&] { begin("trap '' TERM\n" + reach("up") + "while :; do sleep 1; done"); });
  EXPECT_TRUE(reached("up"));
  const Ran ran = end();
  runner.join();
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 ending\n"));
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 exited 137 boot-1 boot-1\n"));
}

TEST_P(ReceiptShell, EndOfWhatNeverStartedKeepsItFromStarting) {
  EXPECT_THAT(end().output, HasSubstr("@@fettle a1 never boot-1\n"));
  EXPECT_THAT(begin(count_up()).output, HasSubstr("@@fettle a1 never boot-1\n"));
  EXPECT_EQ(count(), 0);
}

TEST_P(ReceiptShell, EndOfWhatHasEndedChangesNothing) {
  begin("exit 4");
  const Ran ran = end();
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 exited 4"));
  EXPECT_THAT(ran.output, Not(HasSubstr("ending")));
}

TEST_P(ReceiptShell, ForgetRemovesTheNamedReceiptsOnly) {
  begin("true");
  give(begin_script("a2", 0, "true", {}));
  EXPECT_EQ(give(forget_script({"a1", "../boot"})).exit_status, 0);
  EXPECT_FALSE(std::filesystem::exists(receipt("")));
  EXPECT_TRUE(std::filesystem::exists(sandbox_.file("home/a2")));
  EXPECT_TRUE(std::filesystem::exists(sandbox_.file("boot")));
}

TEST_P(ReceiptShell, FolderThatCannotBeMadeIsNamed) {
  fleet_test::write_file(sandbox_.file("home"), "in the way");
  const Ran ran = begin(count_up());
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 unwritable " + sandbox_.file("home/a1")));
  EXPECT_EQ(count(), 0);
}

TEST_P(ReceiptShell, ReadScriptRunsDirectly) {
  const Ran ran = give(read_script("echo hello; cat; echo error >&2; exit 5", {{"A", "b c"}}));
  EXPECT_EQ(ran.exit_status, 5);
  EXPECT_EQ(output_of(ran), "hello\nerror\n");
}

TEST_P(ReceiptShell, CommandsThatFollowRunEachByItself) {
  const Environment secret{{"A", "b c"}};
  const std::vector<std::string> following{"echo \"$A$x, $PWD\"; kill -TERM $$; echo no } {",
                                           "cat; if true", "printf last; exit 4"};
  const Script first{"x=y; cd /; exit 3", secret};
  // What ends the shell itself ends all.
  const Ran killed = fleet_test::run({"sh"}, transport::read_script(challenge(), first, following));
  const std::string mark = "@@fettle " + challenge().proof();
  EXPECT_THAT(killed.output, HasSubstr(mark + "-1 ended 3 .\nb c, "));
  EXPECT_THAT(killed.output, Not(HasSubstr("-2 ended")));
  const Ran ran = fleet_test::run(
      {"sh"}, transport::read_script(challenge(), first, std::span(following).subspan(1)));
  EXPECT_THAT(ran.output, HasSubstr(mark + "-2 ended 2 .\nlast"));
  EXPECT_EQ(ran.exit_status, 4);
}

TEST_P(ReceiptShell, ReadTextThatIsCutShortRunsNothing) {
  const std::string text = read_script("echo 'x'\n" + count_up() + "echo 'y'", {{"A", "b c"}});
  for (std::size_t size = 0; size + 2 < text.size(); size += 17) give(text.substr(0, size));
  EXPECT_EQ(count(), 0);
}

INSTANTIATE_TEST_SUITE_P(Shells, ReceiptShell, shells(), shell_name);

}  // namespace
}  // namespace fettle::transport
