// The transport contract: over SSH, through sudo, to a bare target, and on this machine.
#include <cstdlib>

#include "tests/e2e/transport_rig.hpp"

namespace fettle::e2e {
namespace {

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
INSTANTIATE_TYPED_TEST_SUITE_P(Openssh, TransportConformance, e2e::OpensshRig);
INSTANTIATE_TYPED_TEST_SUITE_P(Sudo, TransportConformance, e2e::SudoRig);
INSTANTIATE_TYPED_TEST_SUITE_P(Bare, TransportConformance, e2e::BareRig);
INSTANTIATE_TYPED_TEST_SUITE_P(Local, TransportConformance, e2e::LocalRig);

}  // namespace fettle::conformance
