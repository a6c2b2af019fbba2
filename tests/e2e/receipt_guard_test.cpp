// What a target does so that nothing runs twice, beside itself, or out of a folder of others, under
// each shell that targets have.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "tests/e2e/receipt_rig.hpp"

namespace fettle::transport {
namespace {

using testing::HasSubstr;
using testing::Not;

using ReceiptGuard = ReceiptShell;

/// As a start-up file that goes on as another program: it reads what was meant for `sh`.
Ran give_to(const std::vector<std::string>& program, const std::string& text) {
  return fleet_test::run(program, text);
}

TEST_P(ReceiptGuard, WhatIsNoPosixShellBeginsNothing) {
  const std::string text = begin_script("a1", 0, count_up(), {});
  for (const auto& program : std::vector<std::vector<std::string>>{{"/usr/bin/zsh", "-f"},
                                                                   {"/usr/bin/fish"},
                                                                   {"/usr/bin/tcsh", "-f"},
                                                                   {"/usr/bin/python3", "-"},
                                                                   {"/bin/cat"}}) {
    if (access(program[0].c_str(), X_OK) != 0) continue;
    const Ran ran = give_to(program, text);
    EXPECT_THAT(ran.output, Not(HasSubstr(challenge().proof()))) << program[0];
    EXPECT_FALSE(std::filesystem::exists(sandbox_.file("home"))) << program[0];
  }
  EXPECT_EQ(count(), 0);
}

TEST_P(ReceiptGuard, ShellWhoseOutputGoesElsewhereBeginsNothing) {
  for (const std::string& to : {std::string("/dev/null"), sandbox_.file("log")})
    give("exec >" + to + " 2>&1\n" + begin_script("a1", 0, count_up(), {}));
  EXPECT_EQ(count(), 0);
}

TEST_P(ReceiptGuard, FolderThatOthersMayWriteToIsNotUsed) {
  std::filesystem::create_directory(sandbox_.file("home"));
  for (const mode_t mode : {0770U, 0777U, 01777U}) {
    chmod(sandbox_.file("home").c_str(), mode);
    EXPECT_THAT(begin(count_up()).output,
                HasSubstr("a1 unsafe " + sandbox_.file("home") + " can be written by others"));
  }
  EXPECT_EQ(count(), 0);
}

TEST_P(ReceiptGuard, FolderInOneThatOthersMayWriteToIsNotUsed) {
  const std::string between = sandbox_.file("a folder");
  std::filesystem::create_directories(between + "/home");
  chmod(between.c_str(), 0775);
  setenv("FETTLE_HOME", (between + "/home").c_str(), 1);
  EXPECT_THAT(begin(count_up()).output, HasSubstr("unsafe " + between + " can be written by"));
  chmod(between.c_str(), 01775);
  chmod((between + "/home").c_str(), 0700);
  EXPECT_THAT(begin(count_up()).output, HasSubstr("a1 exited 0")) << "what is sticky is well";
}

/// Whoever reads while the beginning is written may find its end behind blanks.
TEST_P(ReceiptGuard, ABeginningThatIsHalfWrittenIsNotBelieved) {
  leave("rc", "0 0\n");
  leave("kept", "all all\n");
  ASSERT_EQ(mkfifo(receipt("id").c_str(), 0600), 0);
  std::thread writer([&] {
    // Whoever has read a line may be gone before the next is written.
    must_sh("trap '' PIPE; echo ot-1 4711 12 >" + receipt("id") + "; while [ -p " + receipt("id") +
            " ]; do echo boot-1 4711 12 >" + receipt("id") + "; done 2>/dev/null; exit 0");
  });
  const Ran ran = follow();
  std::filesystem::rename(receipt("id"), receipt("read"));
  const int held = open(receipt("read").c_str(), O_RDONLY | O_NONBLOCK);  // lets go of the writer
  writer.join();
  close(held);
  EXPECT_THAT(ran.output, HasSubstr("a1 exited 0"));
  EXPECT_THAT(ran.output, Not(HasSubstr(" ot-1 ")));
  EXPECT_THAT(ran.output, Not(HasSubstr("started ot-1")));
}

TEST_P(ReceiptGuard, LinkIsNotUsed) {
  std::filesystem::create_directory(sandbox_.file("elsewhere"));
  std::filesystem::create_symlink(sandbox_.file("elsewhere"), sandbox_.file("home"));
  EXPECT_THAT(begin(count_up()).output,
              HasSubstr("unsafe " + sandbox_.file("home") + " is a link"));
  EXPECT_EQ(count(), 0);
}

TEST_P(ReceiptGuard, FolderOfAnotherAccountIsNotUsed) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a folder away";
  std::filesystem::create_directory(sandbox_.file("home"));
  ASSERT_EQ(chown(sandbox_.file("home").c_str(), 65534, 65534), 0);
  EXPECT_THAT(begin(count_up()).output, HasSubstr("belongs to another account"));
  EXPECT_EQ(count(), 0);
}

TEST_P(ReceiptGuard, ReceiptOfAnEarlierVersionIsFollowed) {
  leave("id", "boot-1 " + std::to_string(getpid()) + " none\n");
  leave("cmd", count_up());
  leave("group", "-1 -1\n");
  leave("out", "hello\n");
  leave("rc", "3 3\n              ");
  leave("kept", "all all\n");
  const Ran ran = begin(count_up());
  EXPECT_THAT(ran.output, HasSubstr("a1 exited 3 boot-1 boot-1\n"));
  EXPECT_EQ(output_of(ran), "hello\n");
  EXPECT_EQ(count(), 0);
}

TEST_P(ReceiptGuard, EarlierAttemptThatLivesKeepsTheSameScriptFromStarting) {
  const std::string script = count_up() + reach("up") + wait_for("go");
  std::thread first([&] { give(begin_script("s1-1", 0, script, {})); });
  ASSERT_TRUE(reached("up"));
  EXPECT_THAT(give(begin_script("s1-2", 0, script, {})).output,
              HasSubstr("s1-2 beside its runner"));
  EXPECT_THAT(give(begin_script("s1-3", 0, "true", {})).output, HasSubstr("s1-3 exited 0"));
  EXPECT_THAT(give(begin_script("s2-1", 0, "true", {})).output, HasSubstr("s2-1 exited 0"));
  allow("go");
  first.join();
  EXPECT_EQ(count(), 1);
  EXPECT_THAT(give(begin_script("s1-4", 0, script, {})).output, HasSubstr("s1-4 exited 0"));
}

TEST_P(ReceiptGuard, EndFindsWhatMovedToAnotherSession) {
  std::thread starter([&] {
    begin("setsid sh -c 'trap \"\" TERM; echo $$ >" + sandbox_.file("pid") + "; " + reach("up") +
          "while :; do sleep 0.1; done'\ntrue");
  });
  ASSERT_TRUE(reached("up"));
  const Ran ran = end();
  starter.join();
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 ending\n"));
  EXPECT_THAT(ran.output, Not(HasSubstr(" left ")));
  must_sh(
      "read -r f <" + sandbox_.file("pid") +
      "; [ ! -e /proc/$f ] || { read -r f g <\"/proc/$f/stat\"; case $g in *') Z '*) ;; *) exit 1 "
      ";; esac; }");
}

class OrphanGuard : public ReceiptGuard {
 protected:
  void SetUp() override {
    ReceiptGuard::SetUp();
    install("grep", busybox() ? "busybox" : "grep");
  }
  /// Starts a program in a session of its own, whose parent ends at once.
  std::string let_go(const std::string& name) const {
    return "(setsid sh -c 'trap \"\" TERM; echo $$ >" + sandbox_.file(name) + "; " + "while [ -d " +
           sandbox_.path().string() + " ]; do sleep 0.1; done' >/dev/null 2>&1 &)\n" +
           "until [ -s " + sandbox_.file(name) + " ]; do sleep 0.05; done\n";
  }
  bool lives(const std::string& name) const {
    return fleet_test::run({"/bin/sh", "-c", "kill -0 $(/bin/cat " + sandbox_.file(name) + ")"})
               .exit_status == 0;
  }
};

TEST_P(OrphanGuard, IsEndedWithTheCommandThatItCameFrom) {
  std::thread starter([&] { begin(let_go("orphan") + reach("up") + wait_for("never")); });
  ASSERT_TRUE(reached("up"));
  const Ran ran = end();
  starter.join();
  EXPECT_THAT(ran.output, HasSubstr("@@fettle a1 ending\n"));
  EXPECT_THAT(ran.output, Not(HasSubstr(" left ")));
  EXPECT_TRUE(fleet_test::eventually([&] { return !lives("orphan"); }));
}

TEST_P(OrphanGuard, OfACommandThatHasEndedOrOfAnotherIsLeftAlone) {
  begin(let_go("orphan"));
  end();
  EXPECT_TRUE(lives("orphan")) << "a service that was started on purpose";
  std::thread starter([&] { give(begin_script("a1-", 0, reach("up") + wait_for("never"), {})); });
  ASSERT_TRUE(reached("up"));
  give(end_script("a1-", 0, std::chrono::seconds(1)));
  starter.join();
  EXPECT_TRUE(lives("orphan"));
}

INSTANTIATE_TEST_SUITE_P(Shells, OrphanGuard, shells(), shell_name);

// A table of processes that is full: the words of the shell reach us, and what was not begun is
// told as that, for good.
TEST_P(ReceiptGuard, RunnerThatNoProcessIsLeftForIsNeverStarted) {
  std::filesystem::create_directories(receipt(""));
  leave("run", "exit\n");
  leave("rc", "never never\n");
  leave("why", "no process could be started\n");
  EXPECT_THAT(begin(count_up()).output,
              HasSubstr("@@fettle a1 never boot-1 no process could be started\n"));
  EXPECT_EQ(count(), 0);
}

TEST_P(ReceiptGuard, FolderThatARunnerNeverCameToIsGivenFree) {
  std::filesystem::create_directories(receipt(""));
  leave("run", "exit\n");
  EXPECT_THAT(begin(count_up()).output, HasSubstr("@@fettle a1 never boot-1\n"));
  EXPECT_THAT(begin(count_up()).output, HasSubstr("a1 exited 0"));
  EXPECT_EQ(count(), 1);
}

/// Lines of a trace that have `call` and tell its success.
int successes(const std::string& trace, std::string_view call) {
  int found = 0;
  for (std::size_t at = 0; at < trace.size(); at = trace.find('\n', at) + 1) {
    const std::string line = trace.substr(at, trace.find('\n', at) - at);
    const std::size_t equals = line.rfind(" = ");
    if (line.find(call) != std::string::npos && equals != std::string::npos &&
        line[equals + 3] != '-' && line[equals + 3] != '?')
      ++found;
  }
  return found;
}

TEST_P(ReceiptGuard, ChangingStepStartsEightProcessesAndEightPrograms) {
  if (access("/usr/bin/strace", X_OK) != 0) GTEST_SKIP() << "needs strace";
  give(begin_script("a0", 0, "true", {}));  // makes the folder of receipts
  // One nap, however slow the machine is: the runner cuts it short.
  uninstall("sleep");
  fleet_test::write_program(sandbox_.file("bin/sleep"), "#!/bin/sh\nexec /bin/sleep 30\n");
  const Ran ran =
      fleet_test::run({"/usr/bin/strace", "-f", "-qq", "-e", "trace=clone,clone3,fork,vfork,execve",
                       "-o", sandbox_.file("trace"), "sh"},
                      begin_script("a1", 0, "echo hello", {}));
  EXPECT_THAT(ran.output, HasSubstr("hello"));
  const std::string trace = fleet_test::read_file(sandbox_.file("trace"));
  const int allowed = busybox() ? 9 : 8;  // its dd counts no bytes: cat sends the output
  EXPECT_LE(successes(trace, "clone") + successes(trace, "fork("), allowed) << trace;
  // Without the shell that is given the text, and the real sleep behind the one of this test.
  EXPECT_LE(successes(trace, "execve(") - 1 - successes(trace, "execve(\"/bin/sleep\""), allowed)
      << trace;
}

// The runner and what keeps the output are of one group; the command is not.
TEST_P(ReceiptGuard, EndOfTheRunnersGroupEndsNoCommandThatWrites) {
  std::thread starter(
      [&] { begin(reach("up") + wait_for("go") + "echo after; echo after\n" + reach("done")); });
  ASSERT_TRUE(reached("up"));
  must_sh("read -r f g h <" + receipt("id") + "; kill -TERM -$g");
  starter.join();
  allow("go");
  EXPECT_TRUE(reached("done"));
  EXPECT_TRUE(fleet_test::eventually(
      [&] { return fleet_test::read_file(receipt("out")) == "after\nafter\n"; }));
}

TEST_P(ReceiptGuard, BashReadsWhatAsksForIt) {
  install("bash", "bash");
  const Environment none;
  const Script script{"a=(one two); echo \"${a[1]}\"; exit 4", none, flow::Shell::kBash};
  const Ran change = give(transport::begin_script({challenge(), "a1", 0}, script));
  EXPECT_THAT(change.output, HasSubstr("a1 exited 4"));
  EXPECT_EQ(output_of(change), "two\n");
  const Ran read = give(transport::read_script(challenge(), script));
  EXPECT_EQ(read.exit_status, 4);
  EXPECT_EQ(output_of(read), "two\n");
  const std::vector<std::string> following{"b=(one two); echo \"${b[0]}${a[1]}\""};
  const Ran both = give(transport::read_script(challenge(), script, following));
  EXPECT_EQ(both.exit_status, 0);
  EXPECT_THAT(both.output, HasSubstr("two\n@@fettle ended 4\none\n"));
}

TEST_P(ReceiptGuard, TargetWithoutBashSaysSoAndBeginsNothing) {
  const Environment none;
  const std::string text = count_up();
  const Script script{text, none, flow::Shell::kBash};
  EXPECT_THAT(give(transport::begin_script({challenge(), "a1", 0}, script)).output,
              HasSubstr("a1 shellless bash\n"));
  EXPECT_THAT(give(transport::read_script(challenge(), script)).output,
              HasSubstr("shellless bash"));
  EXPECT_EQ(count(), 0);
}

INSTANTIATE_TEST_SUITE_P(Shells, ReceiptGuard, shells(), shell_name);

}  // namespace
}  // namespace fettle::transport
