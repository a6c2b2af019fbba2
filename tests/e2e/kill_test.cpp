// The promise that Fettle stands for, on real parts: whatever moment the process is killed or its
// connections are cut at, `fettle resume` finishes, and every changing step has run exactly once on
// every server. The servers themselves count.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/fleet/sandbox.hpp"
#include "tests/fleet/tcp_cutter.hpp"
#include "tests/fleet/test_fleet.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::TcpCutter;
using fleet_test::TestFleet;

constexpr int kHosts = 8;
constexpr int kSteps = 3;
/// A run tells some 100 events; what comes later than its end is a run that was not disturbed.
constexpr int kEventsMax = 90;

/// A fettle process whose events are read one by one.
class Fettle {
 public:
  explicit Fettle(const std::vector<std::string>& arguments) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    ::posix_spawn_file_actions_addclose(&actions, ends[0]);
    ::posix_spawn_file_actions_addclose(&actions, ends[1]);
    std::vector<char*> argv{const_cast<char*>(FETTLE_BINARY)};
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    const int error = ::posix_spawn(&pid_, FETTLE_BINARY, &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    events_ = ends[0];
    if (error != 0) throw std::runtime_error("no process");
  }
  ~Fettle() {
    if (pid_ > 0) kill();
    ::close(events_);
  }
  Fettle(const Fettle&) = delete;
  Fettle& operator=(const Fettle&) = delete;

  /// Reads on until so many events have come, or none comes any more. False at the end.
  bool wait_for_events(int count) {
    char byte = 0;
    while (count > 0) {
      if (::read(events_, &byte, 1) != 1) return false;
      count -= byte == '\n' ? 1 : 0;
    }
    return true;
  }
  /// A moment between two events: the process goes on meanwhile.
  void let_pass(std::chrono::milliseconds time) const {
    ::poll(nullptr, 0, static_cast<int>(time.count()));
  }
  void kill() {
    ::kill(pid_, SIGKILL);
    wait();
  }
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  /// Reads to the end and gives the exit status.
  int finish() {
    while (wait_for_events(1)) {
    }
    return wait();
  }

 private:
  pid_t pid_ = 0;
  int events_ = -1;
};

/// The parameter is what speaks SSH, as --ssh takes it.
class Killed : public testing::TestWithParam<const char*> {
 protected:
  Killed() { fleet_test::write_file(plan_, plan_text()); }

  static std::string plan_text() {
    std::string text =
        "---\nsubject: proof\nrisk_level: low\nstrategy: parallel\nvariables:\n"
        "  counter: {per: target}\n---\n\n# Proof\n\n## Steps\n";
    for (int step = 1; step <= kSteps; ++step) {
      text += fmt::format(
          "\n### Step {0}: change {0}\n\n```yaml\ntype: custom_tool\nrequires_approval: false\n"
          "command: |\n  echo ran >>{{{{ counter }}}}.{0}\n  echo begun\n  read -r _ </dev/null || "
          ":\n  for i in 1 2 3 4 5 6 7 8; do expr $i + 1; done\n```\n",
          step);
    }
    return text;
  }

  /// The inventory of a run: `ports` by host, counters that are this run's own.
  void write_inventory(const std::vector<std::uint16_t>& ports, int run) {
    std::string text = "[all]\n";
    for (int i = 0; i < kHosts; ++i) {
      text += fmt::format(
          "host{} ansible_host=127.0.0.1 ansible_port={} ansible_ssh_private_key_file={} "
          "counter={}\n",
          i, ports[static_cast<std::size_t>(i)], fleet_.user_key(), counter(i, run));
    }
    fleet_test::write_file(inventory_, text);
  }
  std::string counter(int host, int run) {
    return fleet_.host(host).file(fmt::format("counter-{}", run));
  }

  std::vector<std::string> run() const {
    return {
        "run",     plan_,     "--inventory", inventory_,     "--known-hosts", fleet_.known_hosts(),
        "--db",    database_, "--json",      "--ssh-config", "/dev/null",     "--ssh",
        GetParam()};
  }
  std::vector<std::string> resume() const {
    return {"resume", "--known-hosts", fleet_.known_hosts(), "--db",  database_,
            "--json", "--ssh-config",  "/dev/null",          "--ssh", GetParam()};
  }

  void expect_once(int run) {
    for (int host = 0; host < kHosts; ++host) {
      for (int step = 1; step <= kSteps; ++step) {
        EXPECT_EQ(fleet_test::read_file(fmt::format("{}.{}", counter(host, run), step)), "ran\n")
            << "host " << host << ", step " << step << ", run " << run;
      }
    }
  }
  /// A login of the system's ssh costs some twenty times as much.
  static int moments() { return GetParam() == std::string("openssh") ? 20 : 40; }
  int any(int low, int high) { return std::uniform_int_distribution(low, high)(dice_); }

  TestFleet fleet_{kHosts};
  std::string plan_ = fleet_.sandbox().file("proof.md");
  std::string inventory_ = fleet_.sandbox().file("proof.ini");
  std::string database_ = fleet_.sandbox().file("proof.db");
  std::mt19937 dice_{20261122};
};

TEST_P(Killed, AtEveryMomentResumeFinishesAndEveryStepHasRunOnce) {
  std::vector<std::uint16_t> ports;
  for (int i = 0; i < kHosts; ++i) ports.push_back(fleet_.host(i).port());
  int kills = 0;
  for (int round = 0; kills < moments(); ++round) {
    write_inventory(ports, round);
    auto process = std::make_unique<Fettle>(run());
    // The first line tells the run itself, so that there is something to resume.
    ASSERT_TRUE(process->wait_for_events(1));
    while (kills < moments() && process->wait_for_events(any(1, kEventsMax))) {
      process->let_pass(std::chrono::milliseconds(any(0, 20)));
      process->kill();
      ++kills;
      process = std::make_unique<Fettle>(resume());
    }
    ASSERT_EQ(process->finish(), 0) << "after " << kills << " kills";
    expect_once(round);
  }
}

TEST_P(Killed, CutConnectionsLoseNothingAndRepeatNothing) {
  std::vector<std::unique_ptr<TcpCutter>> cutters;
  std::vector<std::uint16_t> ports;
  for (int i = 0; i < kHosts; ++i) {
    cutters.push_back(std::make_unique<TcpCutter>(fleet_.host(i).port()));
    ports.push_back(cutters.back()->port());
    fleet_.know(i, ports.back());
  }
  int cuts = 0;
  for (int round = 0; cuts < moments(); ++round) {
    write_inventory(ports, round);
    Fettle process(run());
    while (cuts < moments() && process.wait_for_events(any(1, kEventsMax / 3))) {
      for (auto& cutter : cutters) cutter->cut();
      ++cuts;
    }
    ASSERT_EQ(process.finish(), 0) << "after " << cuts << " cuts";
    expect_once(round);
  }
}

INSTANTIATE_TEST_SUITE_P(Ssh, Killed, testing::Values("builtin", "openssh"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace fettle::e2e
