// One private SSH server, orders for it, and what its commands can be made to wait for. For
// ssh_test.cpp and ssh_command_test.cpp.
#pragma once

#include <gtest/gtest.h>

#include "tests/e2e/transport_rig.hpp"
#include "tests/fleet/tcp_cutter.hpp"

namespace fettle::e2e {

class OneServer : public testing::Test {
 protected:
  ports::Order order(flow::Access access, std::string script, std::string attempt = "attempt-1") {
    ports::Order order;
    order.id = "order-" + std::to_string(++orders_);
    order.session = "session";
    order.target = fleet.target(0);
    order.command = {.script = std::move(script), .access = access};
    order.deadline = system_now() + std::chrono::minutes(1);
    if (access == flow::Access::kChange) order.attempt = std::move(attempt);
    return order;
  }
  ports::Order read(std::string script) { return order(flow::Access::kRead, std::move(script)); }
  ports::Order change(std::string script) {
    return order(flow::Access::kChange, std::move(script));
  }
  ports::Order via(ports::Order order, const fleet_test::TcpCutter& cutter) {
    fleet.know(0, cutter.port());
    order.target.server.port = cutter.port();
    return order;
  }
  /// Shell text that goes on once `name` exists in the host's folder, and the way to let it.
  std::string wait_for(const std::string& name) {
    // A command that a test has left behind ends with the test's folder.
    return "while [ ! -e " + host.file(name) + " ] && [ -d " + host.file("") +
           " ]; do sleep 0.05; done\n";
  }
  void allow(const std::string& name) { fleet_test::write_file(fleet.host(0).file(name), ""); }
  bool runs(const std::string& pattern) {
    return fleet_test::run({"pgrep", "-f", pattern}).exit_status == 0;
  }

  fleet_test::TestFleet fleet{1};
  fleet_test::TestHost& host = fleet.host(0);

 private:
  int orders_ = 0;
};

}  // namespace fettle::e2e
