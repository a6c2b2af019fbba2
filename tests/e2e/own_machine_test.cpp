// Orders for this machine from a process that may no longer start any here.
#include <cstdlib>

#include "tests/e2e/transport_rig.hpp"

namespace fettle::e2e {
namespace {

using ::testing::HasSubstr;

class TakenBack : public ::testing::Test {
 protected:
  TakenBack() { setenv("FETTLE_HOME", sandbox.file("home").c_str(), 1); }
  ~TakenBack() override { unsetenv("FETTLE_HOME"); }

  static ports::Order change(std::string script) {
    ports::Order order{.id = "o1", .session = "s1", .attempt = "a1"};
    order.target.server.transport = fleet::TransportKind::kLocal;
    order.command.access = flow::Access::kChange;
    order.command.script = std::move(script);
    order.command.timeout = std::chrono::seconds(60);
    order.deadline = system_now() + std::chrono::seconds(60);
    return order;
  }
  /// As the next process asks for it.
  static ports::Order again(ports::Order order) {
    order.asked_before = true;
    return order;
  }
  std::string read(const std::string& name) { return fleet_test::read_file(sandbox.file(name)); }

  fleet_test::Sandbox sandbox;
  Station before{transport::Settings()};
  Station after{{.allow_local = false}};
};

TEST_F(TakenBack, WhatIsNewIsNotStarted) {
  const auto order = change("echo ran >>" + sandbox.file("ran"));
  EXPECT_THAT(after.transport().refusal(order), HasSubstr("allow-local"));
  const auto result = after.carry_out(order);
  EXPECT_EQ(result.ending, flow::Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("allow-local"));
  EXPECT_EQ(read("ran"), "");
}

TEST_F(TakenBack, WhatRunsIsFollowedToItsEnd) {
  const auto order = change("echo ran >>" + sandbox.file("ran") + "; until [ -e " +
                            sandbox.file("go") + " ]; do sleep 0.1; done; exit 3");
  const auto unheard = before.start(order);
  ASSERT_TRUE(before.run_until([&] { return read("ran") == "ran\n"; }));
  before.die();
  EXPECT_EQ(after.transport().refusal(again(order)), "");
  const auto heard = after.start(again(order));
  ASSERT_TRUE(after.run_until([&] { return heard->starts == 1; }));
  fleet_test::write_file(sandbox.file("go"), "");
  EXPECT_EQ(after.end_of(heard).exit_status, 3);
  EXPECT_EQ(read("ran"), "ran\n");
}

TEST_F(TakenBack, WhatWasAskedForAndNeverBeganIsNotBegunNow) {
  const auto order = change("echo ran >>" + sandbox.file("ran"));
  const auto result = after.carry_out(again(order));
  EXPECT_EQ(result.ending, flow::Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("nothing was started"));
  EXPECT_EQ(read("ran"), "");
}

}  // namespace
}  // namespace fettle::e2e
