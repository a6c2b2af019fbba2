// The receipt protocol itself, under each shell that targets have. No network: the texts are given
// to the shells as sshd would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "tests/fleet/sandbox.hpp"
#include "transport/receipt_script.hpp"

namespace fettle::transport {
namespace {

using fleet_test::Ran;
using testing::HasSubstr;
using testing::Not;

struct Shell {
  const char* name;
  std::vector<std::string> command;
};

void PrintTo(const Shell& shell, std::ostream* out) { *out << shell.name; }

class ReceiptShell : public testing::TestWithParam<Shell> {
 protected:
  void SetUp() override {
    setenv("FETTLE_HOME", sandbox_.file("home").c_str(), 1);
    setenv("FETTLE_BOOT_ID_FILE", sandbox_.file("boot").c_str(), 1);
    fleet_test::write_file(sandbox_.file("boot"), "boot-1\n");
    // `sh` within the texts is the shell under test, too.
    std::filesystem::create_directory(sandbox_.file("bin"));
    std::string words;
    for (const auto& word : GetParam().command) words += word + " ";
    fleet_test::write_file(sandbox_.file("bin/sh"), "#!/bin/sh\nexec " + words + "\"$@\"\n");
    std::filesystem::permissions(sandbox_.file("bin/sh"), std::filesystem::perms::owner_all);
    path_ = std::getenv("PATH");
    setenv("PATH", (sandbox_.file("bin") + ":" + path_).c_str(), 1);
  }
  void TearDown() override {
    setenv("PATH", path_.c_str(), 1);
    unsetenv("FETTLE_HOME");
    unsetenv("FETTLE_BOOT_ID_FILE");
  }

  Ran give(const std::string& text) const { return fleet_test::run(GetParam().command, text); }
  Ran begin(const std::string& script) const { return give(begin_script("a1", 0, script, {})); }
  std::string count_up() const { return "echo ran >>" + sandbox_.file("counter") + "\n"; }
  int count() const {
    const std::string text = fleet_test::read_file(sandbox_.file("counter"));
    return static_cast<int>(std::ranges::count(text, '\n'));
  }
  std::string receipt(const std::string& name) const { return sandbox_.file("home/a1/" + name); }
  /// The text without the marker and status lines.
  static std::string output_of(const Ran& ran) {
    std::string result;
    for (std::size_t start = 0; start < ran.output.size();) {
      const std::size_t end = std::min(ran.output.find('\n', start), ran.output.size() - 1);
      const std::string line = ran.output.substr(start, end + 1 - start);
      if (!line.starts_with("@@fettle ")) result += line;
      start = end + 1;
    }
    return result;
  }

  fleet_test::Sandbox sandbox_;
  std::string path_;
};

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
  for (std::size_t size = 0; size + 2 < text.size(); size += 61) give(text.substr(0, size));
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

TEST_P(ReceiptShell, FollowStartsWhereItIsTold) {
  begin("echo hello");
  EXPECT_EQ(output_of(give(follow_script("a1", 2))), "llo\n");
  EXPECT_EQ(output_of(give(follow_script("a1", 6))), "");
}

TEST_P(ReceiptShell, FollowOfNothingSaysNever) {
  EXPECT_THAT(give(follow_script("a1", 0)).output, HasSubstr("@@fettle a1 never boot-1\n"));
}

TEST_P(ReceiptShell, LargeOutputKeepsHeadAndTailOnTheTarget) {
  begin("echo first; head -c 3000000 /dev/zero; echo; echo last");
  std::uintmax_t kept = 0;
  for (const auto& file : std::filesystem::directory_iterator(receipt("run")))
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
  std::filesystem::create_directories(receipt("run"));
  fleet_test::write_file(receipt("run/id"), "boot-0 1 1\n");
  EXPECT_THAT(give(follow_script("a1", 0)).output, HasSubstr("@@fettle a1 gone boot-0 boot-1\n"));
}

TEST_P(ReceiptShell, ProcessNumberThatAnotherProgramHasNowIsGone) {
  std::filesystem::create_directories(receipt("run"));
  fleet_test::write_file(receipt("run/id"), "boot-1 " + std::to_string(getpid()) + " 12345\n");
  EXPECT_THAT(begin(count_up()).output, HasSubstr("@@fettle a1 gone boot-1 boot-1\n"));
  EXPECT_EQ(count(), 0);
}

TEST_P(ReceiptShell, EndKillsTheProcessGroupThatIgnoresTerm) {
  const std::string marker = sandbox_.file("stubborn");
  std::thread runner(
      [&] { begin("trap '' TERM; echo up >" + marker + "; while :; do sleep 1; done"); });
  EXPECT_TRUE(fleet_test::eventually([&] { return std::filesystem::exists(marker); }));
  const Ran ran = give(end_script("a1", 0, std::chrono::seconds(1)));
  runner.join();
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 ending\n"));
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 exited 137 boot-1 boot-1\n"));
}

TEST_P(ReceiptShell, EndOfWhatNeverStartedKeepsItFromStarting) {
  EXPECT_THAT(give(end_script("a1", 0, std::chrono::seconds(1))).output,
              HasSubstr("@@fettle a1 never boot-1\n"));
  EXPECT_THAT(begin(count_up()).output, HasSubstr("@@fettle a1 never boot-1\n"));
  EXPECT_EQ(count(), 0);
}

TEST_P(ReceiptShell, EndOfWhatHasEndedChangesNothing) {
  begin("exit 4");
  const Ran ran = give(end_script("a1", 0, std::chrono::seconds(1)));
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

TEST_P(ReceiptShell, ReadTextThatIsCutShortRunsNothing) {
  const std::string text = read_script("echo 'x'\n" + count_up() + "echo 'y'", {{"A", "b c"}});
  for (std::size_t size = 0; size + 2 < text.size(); ++size) give(text.substr(0, size));
  EXPECT_EQ(count(), 0);
}

INSTANTIATE_TEST_SUITE_P(Shells, ReceiptShell,
                         testing::Values(Shell{"dash", {"dash"}},
                                         Shell{"bash", {"bash", "--posix"}},
                                         Shell{"busybox", {"busybox", "sh"}}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace fettle::transport
