// Servers that a service opens: by a key that is in no file, by passwords of their own, and by host
// keys that a person accepted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/regular_file.hpp"
#include "tests/e2e/transport_rig.hpp"
#include "tests/fleet/login_server.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::LoginServer;
using fleet_test::TestFleet;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class ServerAccess : public testing::Test {
 protected:
  /// What the service says of the one server is `give()`.
  Station& station(std::function<ports::ServerAccess()> give) {
    auto settings = fleet_.settings();
    settings.connect_tries = 1;
    settings.authentication_timeout = std::chrono::seconds(5);
    settings.server_access = [give = std::move(give)](const std::string& id, const auto& found) {
      EXPECT_EQ(id, "the server");
      found(give());
    };
    station_.emplace(settings);
    return *station_;
  }
  ports::Order order(const std::string& script, const std::string& session = "session") const {
    ports::Order order;
    order.id = order.session = session;
    order.target = fleet_.target(0);
    order.target.server.server_id = "the server";
    order.target.server.identity_file.clear();
    order.command = {.script = script};
    order.deadline = system_now() + std::chrono::minutes(1);
    return order;
  }
  ports::ServerAccess by_key() const {
    ports::ServerAccess access;
    access.key = {"the key of the fleet", read_regular_file(fleet_.user_key(), 1U << 16U).value()};
    return access;
  }
  static ports::ServerAccess by_password(const std::string& password) {
    ports::ServerAccess access;
    access.password = {"password/1", password};
    return access;
  }

  TestFleet fleet_{2};
  std::optional<Station> station_;
};

TEST_F(ServerAccess, KeyThatIsInNoFileOpensTheServer) {
  const auto result = station([&] { return by_key(); }).carry_out(order("true"));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(ServerAccess, KeyOfTheAccountIsNotOfferedBesideIt) {
  auto asked = order("true");
  asked.target.server.identity_file = fleet_.user_key();
  const auto result =
      station([] { return by_password("no use at a server that takes keys"); }).carry_out(asked);
  EXPECT_EQ(result.ending, flow::Ending::kUnreachable);
  EXPECT_THAT(result.message, Not(HasSubstr(fleet_.user_key())));
}

TEST_F(ServerAccess, KeyThatDoesNotOpenIsToldByItsName) {
  const auto result = station([] {
                        ports::ServerAccess access;
                        access.key = {"the key of the fleet", "no key"};
                        return access;
                      }).carry_out(order("true"));
  EXPECT_EQ(result.ending, flow::Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("the key of the fleet: "));
}

TEST_F(ServerAccess, PasswordLogsIn) {
  const LoginServer server(fleet_.host(0).file("host_key"), LoginServer::Way::kPassword, "sesame");
  fleet_.know(0, server.port());
  auto asked = order("true");
  asked.target.server.port = server.port();
  station([] { return by_password("sesame"); }).carry_out(asked);
  EXPECT_GE(server.log_ins(), 1);
}

TEST_F(ServerAccess, PasswordIsNotSentToAServerWhoseHostKeyHasChanged) {
  const LoginServer server(fleet_.host(0).file("host_key"), LoginServer::Way::kPassword, "sesame");
  fleet_.know(0, server.port());
  auto asked = order("true");
  asked.target.server.port = server.port();
  const auto result = station([&] {
                        auto access = by_password("sesame");
                        access.host_keys = {fleet_.host(1).public_host_key()};
                        return access;
                      }).carry_out(asked);
  EXPECT_THAT(server.heard(), ElementsAre());
  EXPECT_THAT(result.message, HasSubstr("CHANGED"));
}

TEST_F(ServerAccess, AcceptedHostKeyGoesBeforeTheKnownHosts) {
  fleet_test::write_file(fleet_.known_hosts(), "");
  const auto result = station([&] {
                        auto access = by_key();
                        access.host_keys = {fleet_.host(0).public_host_key()};
                        return access;
                      }).carry_out(order("true"));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(ServerAccess, ServerThatIsNotRegisteredAnyMoreIsNotConnectedTo) {
  auto settings = fleet_.settings();
  settings.server_access = [](const auto& /*id*/, const auto& found) {
    found(fail(ErrorCode::kNotFound, "the server is not registered any more"));
  };
  station_.emplace(settings);
  const auto result = station_->carry_out(order("true"));
  EXPECT_EQ(result.ending, flow::Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("not registered any more"));
}

}  // namespace
}  // namespace fettle::e2e
