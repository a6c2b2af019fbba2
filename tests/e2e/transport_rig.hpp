// Real transports over a private fleet, for conformance and end-to-end tests: the loop is run by
// the test's own thread, for as long as the test waits for something.
#pragma once

#include <boost/asio/io_context.hpp>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "tests/conformance/transport_conformance.hpp"
#include "tests/fleet/test_fleet.hpp"
#include "transport/transports.hpp"

namespace fettle::e2e {

using conformance::Heard;

/// Runs `loop` until `condition` holds; false when it doesn't within `patience`.
inline bool run_loop_until(boost::asio::io_context& loop, const std::function<bool()>& condition,
                           std::chrono::seconds patience = std::chrono::seconds(60)) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    loop.restart();
    loop.run_one_for(std::chrono::milliseconds(20));
  }
  return true;
}

inline Instant system_now() {
  return {
      std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count()};
}

/// One transport and the loop that it lives on.
class Station {
 public:
  explicit Station(transport::Settings settings)
      : transports_(std::make_unique<transport::Transports>(loop_, std::move(settings))) {}

  ports::Transport& transport() { return *transports_; }
  bool run_until(const std::function<bool()>& condition) {
    return run_loop_until(loop_, condition);
  }
  std::shared_ptr<Heard> start(const ports::Order& order) {
    auto heard = std::make_shared<Heard>();
    heard->next = order.output_offset;
    transport().start(order, heard);
    return heard;
  }
  flow::CommandResult end_of(const std::shared_ptr<Heard>& heard) {
    EXPECT_TRUE(run_until([&] { return heard->over(); })) << "the order never ended";
    return heard->result.value_or(flow::CommandResult{});
  }
  flow::CommandResult carry_out(const ports::Order& order) { return end_of(start(order)); }
  /// As a kill of the process: nothing is said, nothing is finished.
  void die() { transports_.reset(); }

 private:
  boost::asio::io_context loop_{1};
  std::unique_ptr<transport::Transports> transports_;
};

/// The scripts of the conformance suite, for any POSIX shell.
class ShellRig {
 public:
  explicit ShellRig(transport::Settings settings) : station_(std::move(settings)) {}
  ports::Transport& transport() { return station_.transport(); }
  Instant now() { return system_now(); }
  bool run_until(const std::function<bool()>& condition) { return station_.run_until(condition); }
  std::string printing_script(const std::string& text) { return "echo '" + text + "'"; }
  std::string exiting_script(int status) { return "exit " + std::to_string(status); }
  std::string endless_script() { return "echo up; while :; do sleep 1; done"; }

 private:
  Station station_;
};

/// sshd's word that programs are looked for in the host's own `bin` before all others, or only
/// there.
inline constexpr const char* kOwnToolsFirst =
    "ForceCommand PATH=\"$HOME/bin:$PATH\"; eval \"$SSH_ORIGINAL_COMMAND\"";
inline constexpr const char* kOwnToolsOnlyAndNoProc =
    "ForceCommand PATH=\"$HOME/bin\"; unset FETTLE_BOOT_ID_FILE; FETTLE_PROC=/nowhere; "
    "export FETTLE_PROC; eval \"$SSH_ORIGINAL_COMMAND\"";

/// The real sudo where root runs the tests, otherwise one that only starts afresh; it insists on
/// the arguments that Fettle promises, and lets the host's receipts be where the test looks.
inline void install_sudo(const fleet_test::TestHost& host) {
  const std::string sudo =
      geteuid() == 0 ? "/usr/bin/sudo -n -H" : "env -i HOME=$HOME SUDO_USER=me";
  fleet_test::write_program(
      host.file("bin/sudo"),
      "#!/bin/sh\n[ \"$*\" = '-n -H -- sh' ] || { echo \"sudo: what is $*?\" >&2; exit 1; "
      "}\nexec " +
          sudo + " FETTLE_HOME=$FETTLE_HOME FETTLE_BOOT_ID_FILE=$FETTLE_BOOT_ID_FILE " +
          "$(command -v sh)\n");
}

class SshRig : public fleet_test::TestFleet, public ShellRig {
 public:
  explicit SshRig(const std::string& extra_config = {})
      : TestFleet(1, extra_config), ShellRig(settings()) {}
  fleet::Target target() { return TestFleet::target(0); }
  std::string counting_script() { return host(0).count_up(); }
  int count() { return host(0).count(); }
};

/// The same through the system's own ssh.
class OpensshRig : public fleet_test::TestFleet, public ShellRig {
 public:
  OpensshRig() : TestFleet(1), ShellRig(with_openssh(settings())) {}
  fleet::Target target() { return TestFleet::target(0); }
  std::string counting_script() { return host(0).count_up(); }
  int count() { return host(0).count(); }

  static transport::Settings with_openssh(transport::Settings settings) {
    settings.ssh = transport::SshProgram::kOpenssh;
    return settings;
  }
};

/// All through sudo.
class SudoRig : public SshRig {
 public:
  SudoRig() : SshRig(kOwnToolsFirst) { install_sudo(host(0)); }
  fleet::Target target() {
    fleet::Target target = SshRig::target();
    target.server.become = true;
    return target;
  }
};

/// A target with the tools that it must have and nothing else: no setsid, no /proc.
class BareRig : public SshRig {
 public:
  BareRig() : SshRig(kOwnToolsOnlyAndNoProc) {
    for (const char* tool : {"sh", "cat", "dd", "ls", "mkdir", "rm", "sleep", "tail", "wc"})
      fleet_test::install_tool(host(0).file("bin"), tool, tool);
  }
};

}  // namespace fettle::e2e
