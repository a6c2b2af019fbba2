// What there is only so much of: descriptors, channels of a connection, a person's time. And what
// a long way costs.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "tests/e2e/transport_rig.hpp"
#include "tests/fleet/hostile_server.hpp"
#include "tests/fleet/tcp_cutter.hpp"
#include "transport/os/descriptors.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::HostileServer;
using fleet_test::TcpCutter;
using fleet_test::TestFleet;
using flow::Ending;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

ports::Order read(const fleet::Target& target, const std::string& id, std::string script) {
  ports::Order order;
  order.id = id;
  order.session = "session";
  order.target = target;
  order.command = {.script = std::move(script)};
  order.deadline = system_now() + std::chrono::minutes(1);
  return order;
}

void release(Station& station, const fleet::Target& target, const std::string& session) {
  bool is_released = false;
  station.transport().release({.session = session, .target = target},
                              [&](bool) { is_released = true; });
  ASSERT_TRUE(station.run_until([&] { return is_released; }));
}

TEST(SshLimit, ConnectionEndsWithItsSession) {
  TestFleet fleet(1);
  Station station(fleet.settings());
  const auto visit = [&](int number) {
    auto order = read(fleet.target(0), fmt::format("order{}", number), "true");
    order.session = fmt::format("session{}", number);
    const auto result = station.carry_out(order);
    EXPECT_TRUE(result.succeeded()) << result.message;
    release(station, order.target, order.session);
  };
  visit(0);
  const int before = transport::open_descriptors();
  for (int i = 1; i <= 30; ++i) visit(i);
  EXPECT_TRUE(station.run_until([&] { return transport::open_descriptors() <= before; }))
      << transport::open_descriptors() - before << " descriptors were left open";
  EXPECT_TRUE(station.run_until([&] { return fleet.host(0).connections() == 0; }))
      << fleet.host(0).connections() << " processes of the server were left";
}

TEST(SshLimit, OneProgramOnEachConnectionIsEnoughForSeveral) {
  TestFleet fleet(1, "Match all\nMaxSessions 1");
  Station station(fleet.settings());
  const auto slow = station.start(read(fleet.target(0), "slow", "echo up; sleep 30"));
  ASSERT_TRUE(station.run_until([&] { return slow->text == "up\n"; }));
  const auto result = station.carry_out(read(fleet.target(0), "quick", "echo in"));
  EXPECT_TRUE(result.succeeded()) << result.message;
  EXPECT_FALSE(slow->over());
  station.transport().stop("slow");
  EXPECT_EQ(station.end_of(slow).ending, Ending::kCancelled);
}

TEST(SshLimit, SilenceInTheLogInCostsItsTimeOnceAndNotForEveryTry) {
  TestFleet fleet(1);
  const HostileServer silent("", "");
  auto settings = fleet.settings();
  settings.authentication_timeout = milliseconds(400);
  settings.connect_tries = 100;
  Station station(settings);
  auto order = read(fleet.target(0), "order", "true");
  order.target.server.port = silent.port();
  const auto begun = std::chrono::steady_clock::now();
  const auto result = station.carry_out(order);
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("did not answer in time"));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, seconds(10));
}

/// A host that notes each shell that a client starts there.
class Distance : public testing::Test {
 protected:
  Distance()
      : fleet_(1, "ForceCommand echo started >>$HOME/started; eval \"$SSH_ORIGINAL_COMMAND\""),
        way_(fleet_.host(0).port()) {
    fleet_.know(0, way_.port());
  }
  fleet::Target target() const {
    auto target = fleet_.target(0);
    target.server.port = way_.port();
    return target;
  }
  std::ptrdiff_t started() {
    const auto text = fleet_test::read_file(fleet_.host(0).file("started"));
    return std::ranges::count(text, '\n');
  }

  TestFleet fleet_;
  TcpCutter way_;
};

TEST_F(Distance, OfALongWayIsShortenedByShellsStartedAhead) {
  auto settings = fleet_.settings();
  settings.far = milliseconds(0);
  Station station(settings);
  EXPECT_TRUE(station.carry_out(read(target(), "first", "true")).succeeded());
  ASSERT_TRUE(station.run_until([&] { return started() == 4; })) << started();
  EXPECT_TRUE(station.carry_out(read(target(), "second", "true")).succeeded());
  ASSERT_TRUE(station.run_until([&] { return started() == 5; })) << "one was used";
  release(station, target(), "session");
  EXPECT_TRUE(station.run_until([&] { return fleet_.host(0).connections() == 0; }));
}

/// The kernel of the relay answers at once, as that of a server does whose processors are busy.
TEST_F(Distance, OfAServerThatIsBusyIsNone) {
  way_.delay(milliseconds(25));
  Station station(fleet_.settings());
  for (const auto* id : {"first", "second", "third"}) {
    EXPECT_TRUE(station.carry_out(read(target(), id, "true")).succeeded());
  }
  EXPECT_EQ(started(), 3) << "no shell was started ahead";
}

}  // namespace
}  // namespace fettle::e2e
