// The transport contract: over SSH, near and far, through sudo, to a bare target, and on this
// machine.
#include <cstdlib>

#include "tests/e2e/transport_rig.hpp"

namespace fettle::e2e {
namespace {

/// With shells started ahead, as on servers that are far away.
class FarRig : public fleet_test::TestFleet, public ShellRig {
 public:
  FarRig() : TestFleet(1), ShellRig(as_if_far(settings())) {}
  fleet::Target target() { return TestFleet::target(0); }
  std::string counting_script() { return host(0).count_up(); }
  int count() { return host(0).count(); }

 private:
  static transport::Settings as_if_far(transport::Settings settings) {
    settings.far = std::chrono::milliseconds(0);
    return settings;
  }
};

class LocalRig : public ShellRig {
 public:
  LocalRig() : ShellRig({.kill_grace = std::chrono::seconds(1)}) {
    setenv("FETTLE_HOME", sandbox_.file("home").c_str(), 1);
  }
  ~LocalRig() { unsetenv("FETTLE_HOME"); }
  fleet::Target target() {
    fleet::Target target{.label = "here", .server = {}};
    target.server.transport = fleet::TransportKind::kLocal;
    return target;
  }
  std::string counting_script() { return "echo ran >>" + sandbox_.file("counter"); }
  int count() {
    int lines = 0;
    for (const char c : fleet_test::read_file(sandbox_.file("counter"))) lines += c == '\n' ? 1 : 0;
    return lines;
  }

 private:
  fleet_test::Sandbox sandbox_;
};

}  // namespace

}  // namespace fettle::e2e

namespace fettle::conformance {

INSTANTIATE_TYPED_TEST_SUITE_P(Ssh, TransportConformance, e2e::SshRig);
INSTANTIATE_TYPED_TEST_SUITE_P(Far, TransportConformance, e2e::FarRig);
INSTANTIATE_TYPED_TEST_SUITE_P(Openssh, TransportConformance, e2e::OpensshRig);
INSTANTIATE_TYPED_TEST_SUITE_P(Sudo, TransportConformance, e2e::SudoRig);
INSTANTIATE_TYPED_TEST_SUITE_P(Bare, TransportConformance, e2e::BareRig);
INSTANTIATE_TYPED_TEST_SUITE_P(Local, TransportConformance, e2e::LocalRig);

}  // namespace fettle::conformance
