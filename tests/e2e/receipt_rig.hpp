// A target without a network: the texts of script.hpp are given to a shell as sshd would,
// under each shell that targets have, with no tools but those of docs/reference/targets.md.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/fleet/sandbox.hpp"
#include "transport/receipts/script.hpp"

namespace fettle::transport {

using fleet_test::Ran;

class ReceiptShell : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    path_ = std::getenv("PATH");
    install("sh", GetParam());
    for (const char* tool : {"cat", "dd", "ls", "mkdir", "rm", "setsid", "sleep", "tail", "wc"})
      install(tool, busybox() ? "busybox" : tool);
    // Only for the commands that the tests give.
    for (const char* tool : {"head", "touch"}) install(tool, busybox() ? "busybox" : tool);
    setenv("PATH", sandbox_.file("bin").c_str(), 1);
    setenv("FETTLE_HOME", sandbox_.file("home").c_str(), 1);
    setenv("FETTLE_BOOT_ID_FILE", sandbox_.file("boot").c_str(), 1);
    fleet_test::write_file(sandbox_.file("boot"), "boot-1\n");
  }
  void TearDown() override {
    setenv("PATH", path_.c_str(), 1);
    for (const char* name : {"FETTLE_HOME", "FETTLE_BOOT_ID_FILE", "FETTLE_PROC"}) unsetenv(name);
  }

  static bool busybox() { return std::string(GetParam()) == "busybox"; }
  /// bash called `sh` keeps to POSIX by itself.
  void install(const std::string& name, const std::string& program) {
    fleet_test::install_tool(sandbox_.file("bin"), name, program);
  }
  void uninstall(const std::string& name) { std::filesystem::remove(sandbox_.file("bin/" + name)); }

  /// What the target says, as it would without the challenge: `@@fettle a1 started boot-1`.
  Ran give(const std::string& text) const {
    Ran ran = fleet_test::run({"sh"}, text);
    std::string plain;
    for (std::size_t start = 0; start < ran.output.size();) {
      const std::size_t end = std::min(ran.output.find('\n', start), ran.output.size() - 1);
      plain += without_proof(ran.output.substr(start, end + 1 - start));
      start = end + 1;
    }
    ran.output = plain;
    return ran;
  }
  static std::string without_proof(std::string line) {
    const std::string mark = "@@fettle " + challenge().proof();
    const std::size_t at = line.find(mark);  // output may stand before it, without a line's end
    if (at == std::string::npos) return line;
    const std::size_t start = at + sizeof("@@fettle ") - 1;
    line.erase(start, line.find(' ', at + mark.size()) + 1 - start);
    if (line.ends_with(" .\n")) line.erase(line.size() - 3, 2);
    return line;
  }
  static Challenge challenge() { return Challenge(0x1234'5678'9abc'def0); }
  static std::string begin_script(std::string_view attempt, std::int64_t offset,
                                  std::string_view script, const Environment& environment) {
    return transport::begin_script({challenge(), attempt, offset}, {script, environment});
  }
  static std::string follow_script(std::string_view attempt, std::int64_t offset) {
    return transport::follow_script({challenge(), attempt, offset});
  }
  static std::string end_script(std::string_view attempt, std::int64_t offset,
                                std::chrono::seconds grace) {
    return transport::end_script({challenge(), attempt, offset}, grace);
  }
  static std::string read_script(std::string_view script, const Environment& environment) {
    return transport::read_script(challenge(), {script, environment});
  }
  static std::string end_read_script(std::int64_t pid, std::chrono::seconds grace) {
    return transport::end_read_script(challenge(), pid, grace);
  }
  static std::string forget_script(const std::vector<std::string>& attempts) {
    return transport::forget_script(challenge(), attempts);
  }
  static void must_sh(const std::string& text) { fleet_test::must_run({"sh", "-c", text}); }
  Ran begin(const std::string& script) const { return give(begin_script("a1", 0, script, {})); }
  Ran follow() const { return give(follow_script("a1", 0)); }
  Ran end() const { return give(end_script("a1", 0, std::chrono::seconds(1))); }

  std::string count_up() const { return "echo ran >>" + sandbox_.file("counter") + "\n"; }
  int count() const {
    const std::string text = fleet_test::read_file(sandbox_.file("counter"));
    return static_cast<int>(std::ranges::count(text, '\n'));
  }
  /// Shell text that says `name` is reached; the way to see it; text that waits for it.
  std::string reach(const std::string& name) const { return "echo >" + sandbox_.file(name) + "\n"; }
  bool reached(const std::string& name) const {
    return fleet_test::eventually([&] { return std::filesystem::exists(sandbox_.file(name)); });
  }
  std::string wait_for(const std::string& name) const {
    // A command that a test has left behind ends with the test's folder.
    return "while [ ! -e " + sandbox_.file(name) + " ] && [ -d " + sandbox_.path().string() +
           " ]; do sleep 0.05; done\n";
  }
  void allow(const std::string& name) { fleet_test::write_file(sandbox_.file(name), ""); }

  std::string receipt(const std::string& name) const { return sandbox_.file("home/a1/" + name); }
  /// A receipt as an earlier start left it.
  void leave(const std::string& name, const std::string& text) {
    std::filesystem::create_directories(receipt(""));
    fleet_test::write_file(receipt(name), text);
  }
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

 private:
  std::string path_;
};

inline auto shells() { return testing::Values("dash", "bash", "busybox"); }
inline std::string shell_name(const testing::TestParamInfo<const char*>& row) { return row.param; }

}  // namespace fettle::transport
