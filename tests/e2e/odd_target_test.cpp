// Targets that lack something: no setsid, no /proc, no room on the disk. What they can't do is in
// docs/reference/targets.md; whatever they do is told truthfully.
#include <gmock/gmock.h>
#include <unistd.h>

#include <thread>

#include "tests/e2e/receipt_rig.hpp"

namespace fettle::transport {
namespace {

using testing::HasSubstr;
using testing::Not;

class WithoutSetsid : public ReceiptShell {
 protected:
  void SetUp() override {
    ReceiptShell::SetUp();
    uninstall("setsid");
  }
};

TEST_P(WithoutSetsid, CommandRunsOnceAndTellsItsExitStatus) {
  EXPECT_THAT(begin(count_up() + "echo hello; exit 3").output, HasSubstr("a1 exited 3 boot-1"));
  EXPECT_EQ(output_of(begin(count_up())), "hello\n");
  EXPECT_EQ(count(), 1);
}

TEST_P(WithoutSetsid, EndEndsTheCommandItselfThatIgnoresTerm) {
  std::thread starter(
      [&] { begin("trap '' TERM\n" + reach("up") + "while :; do sleep 0.1; done"); });
  EXPECT_TRUE(reached("up"));
  const Ran ran = end();
  starter.join();
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 ending\n"));
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 exited 137 boot-1 boot-1\n"));
}

TEST_P(WithoutSetsid, RunnerOutlivesTheHangUpOfWhoStartedIt) {
  const std::string text = begin_script("a1", 0, reach("up") + wait_for("go") + "echo after", {});
  std::thread starter([&] {
    fleet_test::run({"/usr/bin/setsid", "sh"}, "echo $$ >" + sandbox_.file("pid") + "\n" + text);
  });
  EXPECT_TRUE(reached("up"));
  must_sh("read -r f <" + sandbox_.file("pid") + "; kill -HUP -$f");
  allow("go");
  starter.join();
  EXPECT_EQ(output_of(follow()), "after\n");
}

INSTANTIATE_TEST_SUITE_P(Shells, WithoutSetsid, shells(), shell_name);

class WithoutProc : public ReceiptShell {
 protected:
  void SetUp() override {
    ReceiptShell::SetUp();
    setenv("FETTLE_PROC", sandbox_.file("no-proc").c_str(), 1);
    unsetenv("FETTLE_BOOT_ID_FILE");
  }
  /// The number of a process that has ended.
  static std::string ended_process() {
    std::string number = fleet_test::must_run({"sh", "-c", "echo $$"});
    number.pop_back();
    return number;
  }
};

TEST_P(WithoutProc, CommandRunsOnceAndTellsItsExitStatus) {
  const Ran ran = begin(count_up() + "echo hello; exit 3");
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 started none\n"));
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 exited 3 none none\n"));
  EXPECT_EQ(output_of(begin(count_up())), "hello\n");
  EXPECT_EQ(count(), 1);
}

TEST_P(WithoutProc, RunnerIsFollowedWhileItsNumberIsInUse) {
  std::thread starter([&] { begin(reach("up") + wait_for("go") + "exit 4"); });
  EXPECT_TRUE(reached("up"));
  std::thread follower(
      [&] { EXPECT_THAT(follow().output, HasSubstr("@@fettle a1 exited 4 none none\n")); });
  allow("go");
  follower.join();
  starter.join();
}

TEST_P(WithoutProc, RunnerWhoseNumberIsNotInUseIsGone) {
  leave("id", "none " + ended_process() + " none\n");
  EXPECT_THAT(follow().output, HasSubstr("@@fettle a1 gone none none\n"));
}

TEST_P(WithoutProc, EndKillsTheProcessGroupThatIgnoresTerm) {
  std::thread starter([&] { begin("trap '' TERM\n" + reach("up") + "while :; do sleep 1; done"); });
  EXPECT_TRUE(reached("up"));
  EXPECT_THAT(end().output, HasSubstr("@@fettle a1 exited 137 none none\n"));
  starter.join();
}

// A bug that was: with sudo before it, a read command leads no process group and went on.
TEST_P(WithoutProc, EndOfAReadCommandThatLeadsNoGroupEndsTheCommandItself) {
  Ran ran;
  std::thread reader([&] {
    ran = give("echo $$ >" + sandbox_.file("pid") + "\n" +
               read_script(reach("up") + "while :; do sleep 0.1; done", {}));
  });
  EXPECT_TRUE(reached("up"));
  const int pid = std::stoi(fleet_test::read_file(sandbox_.file("pid")));
  give(end_read_script(pid, std::chrono::seconds(1)));
  reader.join();
  EXPECT_EQ(ran.exit_status, 143);
}

INSTANTIATE_TEST_SUITE_P(Shells, WithoutProc, shells(), shell_name);

class WholeSecondsOnly : public ReceiptShell {
 protected:
  void SetUp() override {
    ReceiptShell::SetUp();
    uninstall("sleep");
  }
};

// A bug that was: without parts of seconds a grace took five times as long.
TEST_P(WholeSecondsOnly, GraceIsAsLongAsItIsAskedFor) {
  fleet_test::write_program(sandbox_.file("bin/sleep"),
                            "#!/bin/sh\ncase $1 in *.*) exit 1 ;; esac\n"
                            "echo $1 >>" +
                                sandbox_.file("naps") + "\n[ $(wc -l <" + sandbox_.file("naps") +
                                ") -le 3 ] || exec /bin/sleep 1\n");
  std::thread reader([&] {
    fleet_test::run({"setsid", "sh"},
                    "echo $$ >" + sandbox_.file("pid") + "\n" +
                        read_script("trap '' TERM\n" + reach("up") + "while :; do :; done", {}));
  });
  EXPECT_TRUE(reached("up"));
  const int pid = std::stoi(fleet_test::read_file(sandbox_.file("pid")));
  give(end_read_script(pid, std::chrono::seconds(3)));
  reader.join();
  // Some more may go by until what was killed is gone, and those take their time.
  const auto naps = fleet_test::read_file(sandbox_.file("naps")).size() / 2;
  EXPECT_GE(naps, 3U);
  EXPECT_LE(naps, 8U);
}

INSTANTIATE_TEST_SUITE_P(Shells, WholeSecondsOnly, shells(), shell_name);

/// Files may only grow so far, in blocks of 512 bytes, as on a disk that is full.
class FullDisk : public ReceiptShell {
 protected:
  Ran begin_within(int blocks, const std::string& script) {
    std::filesystem::create_directory(sandbox_.file("home"));
    return give("trap '' XFSZ; ulimit -f " + std::to_string(blocks) + "\n" +
                begin_script("a1", 0, script, {}));
  }
};

TEST_P(FullDisk, BeforeTheStartNothingIsStarted) {
  const Ran ran = begin_within(0, reach("up"));
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 unwritable " + sandbox_.file("home/a1")));
  EXPECT_FALSE(std::filesystem::exists(sandbox_.file("up")));
  EXPECT_FALSE(std::filesystem::exists(receipt(""))) << "a later start must be possible";
}

TEST_P(FullDisk, ScriptThatIsStoredInPartIsNotStarted) {
  std::string script = reach("up");
  while (script.size() < 100'000) script += "echo a line of a long script\n";
  EXPECT_THAT(begin_within(64, script).output, HasSubstr("@@fettle a1 unwritable "));
  EXPECT_FALSE(std::filesystem::exists(sandbox_.file("up")));
}

TEST_P(FullDisk, EndOfWhatNeverStartedIsSaidAndKeptAllTheSame) {
  const Ran ran =
      give("trap '' XFSZ; ulimit -f 0\n" + end_script("a1", 0, std::chrono::seconds(1)));
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 never boot-1\n"));
  EXPECT_TRUE(std::filesystem::exists(receipt(""))) << "a late start would find nothing in its way";
}

// A bug that was: the start took its folder away again, and nothing kept a later one from starting.
TEST_P(FullDisk, EndThatMeetsAStartThatFailsTakesItsPlace) {
  std::filesystem::create_directories(receipt(""));
  uninstall("sleep");
  fleet_test::write_program(sandbox_.file("bin/sleep"), "#!/bin/sh\nrm -r " + receipt("") + "\n");
  EXPECT_THAT(end().output, HasSubstr("@@fettle a1 never boot-1\n"));
  EXPECT_THAT(begin(count_up()).output, HasSubstr("@@fettle a1 never boot-1\n"));
  EXPECT_EQ(count(), 0);
}

TEST_P(FullDisk, WhileTheCommandRunsCostsOutputAndNothingElse) {
  const Ran ran = begin_within(64, "head -c 300000 /dev/zero; exit 6");
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 exited 6 boot-1 boot-1 lost\n"));
  EXPECT_EQ(std::filesystem::file_size(receipt("out")), 64U * 512);
}

TEST_P(FullDisk, LostOutputIsToldThoughAProgramHoldsItOpen) {
  const Ran ran = begin_within(
      64, "head -c 300000 /dev/zero; sleep 30 & echo $! >" + sandbox_.file("pid") + "; exit 6");
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 exited 6 boot-1 boot-1 lost\n"));
  must_sh("read -r f <" + sandbox_.file("pid") + "; kill $f");
}

INSTANTIATE_TEST_SUITE_P(Shells, FullDisk, shells(), shell_name);

using RunnerThatCannotStart = ReceiptShell;

TEST_P(RunnerThatCannotStart, IsSoonNever) {
  uninstall("setsid");
  install("setsid", "false");
  const Ran ran = begin(count_up());
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 never boot-1\n"));
  EXPECT_THAT(ran.output, Not(HasSubstr("started")));
  EXPECT_EQ(count(), 0);
}

INSTANTIATE_TEST_SUITE_P(Shells, RunnerThatCannotStart, shells(), shell_name);

}  // namespace
}  // namespace fettle::transport
