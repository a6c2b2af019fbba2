// The program in a sandbox of its own, with this machine as the target: plans, a state and receipts
// that no other test sees. For the tests of its commands.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/fleet/sandbox.hpp"

namespace fettle::e2e {

using fleet_test::Ran;
using fleet_test::Sandbox;

class CommandLine : public testing::Test {
 protected:
  /// Runs shell text in the sandbox, in which `fettle` is the program with a state of our own.
  Ran shell(const std::string& text) const {
    return fleet_test::run(
        {"env", "HOME=" + sandbox_.path().string(),
         "XDG_STATE_HOME=", "FETTLE_HOME=" + sandbox_.file("receipts"), "sh", "-c",
         "cd \"$HOME\"; fettle() { " FETTLE_BINARY " \"$@\" </dev/null; }\n"
         "begin() { " FETTLE_BINARY " run plan.md --local </dev/null >log 2>&1 & "
         "until [ -e begun ]; do sleep 0.05; done; }\n" +
             text});
  }
  void plan(const std::string& steps, const std::string& front = "") const {
    fleet_test::write_file(sandbox_.file("plan.md"),
                           "---\nsubject: test\nrisk_level: low\n" + front +
                               "---\n\n# Test plan\n\n## Steps\n" + steps);
  }
  static std::string step(int number, const std::string& yaml) {
    return fmt::format("\n### Step {0}: step {0}\n\n```yaml\n{1}```\n", number, yaml);
  }
  static std::string change(int number, const std::string& command) {
    return step(
        number,
        fmt::format("type: custom_tool\nrequires_approval: false\ncommand: |\n  {}\n", command));
  }
  std::string content(const std::string& file) const {
    return std::filesystem::exists(sandbox_.file(file)) ? fleet_test::read_file(sandbox_.file(file))
                                                        : "";
  }

  Sandbox sandbox_;
};

}  // namespace fettle::e2e
