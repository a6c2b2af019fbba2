// The real Ansible as a carrier: to this machine for the conformance suite, to a private SSH server
// for what is peculiar to it.
#pragma once

#include <cstdlib>
#include <map>
#include <string>

#include "tests/e2e/transport_rig.hpp"

namespace fettle::e2e {

inline std::string python() { return "/usr/bin/python3"; }

/// Through Ansible's own connection `local`: what is promised does not depend on the way.
class AnsibleRig : public ShellRig {
 public:
  AnsibleRig() : ShellRig({.kill_grace = std::chrono::seconds(1)}) {
    setenv("FETTLE_HOME", sandbox_.file("home").c_str(), 1);
  }
  ~AnsibleRig() { unsetenv("FETTLE_HOME"); }
  fleet::Target target() {
    fleet::Target target{.label = "here", .server = {.name = "here"}};
    target.server.transport = fleet::TransportKind::kAnsible;
    target.server.variables = {{"ansible_connection", "local"},
                               {"ansible_python_interpreter", python()}};
    return target;
  }
  std::string counting_script() { return "echo ran >>" + sandbox_.file("counter"); }
  int count() {
    int lines = 0;
    for (const char c : fleet_test::read_file(sandbox_.file("counter"))) lines += c == '\n' ? 1 : 0;
    return lines;
  }
  static std::map<std::string, std::string> exceptions() {
    const std::string late =
        "Ansible tells what a command wrote when it has ended, so that nobody hears that a reading "
        "one is up; what StopEndsAChange and StopEndsAPlaybook say in ansible_test.cpp holds";
    return {{"StopEndsTheCommandOfBothKinds", late}, {"StopOfACommandThatFollowsEndsIt", late}};
  }

 private:
  fleet_test::Sandbox sandbox_;
};

}  // namespace fettle::e2e
