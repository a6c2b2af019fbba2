// Connection tests and the host keys that people accept after them.
#include "usecases/servers/host_keys.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "usecases/people/people_test_support.hpp"
#include "usecases/servers/servers.hpp"

namespace fettle::usecases {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class HostKeys : public People {
 protected:
  HostKeys() {
    services.test_connection = [this](ConnectionTest test) {
      asked.push_back(std::move(test));
      return Result<void>();
    };
    NewServer server;
    server.name = "web1";
    server.address = "192.0.2.1";
    auto engineer = as(ben);
    id = create_server(engineer, server).value().id;
  }
  static ports::ConnectionReport saw(const std::string& fingerprint,
                                     ports::HostKeyTrust trust = ports::HostKeyTrust::kUnknown) {
    ports::ConnectionReport report;
    report.host_key = {"ssh-ed25519", fingerprint, "ssh-ed25519 AAAA-" + fingerprint, trust};
    return report;
  }
  void test(const ports::ConnectionReport& report) {
    auto engineer = as(ben);
    ASSERT_TRUE(request_connection_test(engineer, id));
    ASSERT_TRUE(store_connection_report(*db, asked.back(), {now, report}));
  }
  Result<ShownServer> accept(const std::string& fingerprint) {
    auto engineer = as(ben);
    return accept_host_key(engineer, {.server_id = id, .version = {}, .fingerprint = fingerprint});
  }
  ErrorCode refusal(const std::string& fingerprint) {
    const auto accepted = accept(fingerprint);
    return accepted ? ErrorCode::kInternal : accepted.error().code;
  }

  std::vector<ConnectionTest> asked;
  std::string id;
};

TEST_F(HostKeys, ThatWereSeenAreAcceptedByTheirFingerprint) {
  EXPECT_EQ(refusal("SHA256:a"), ErrorCode::kConflict);
  test(saw("SHA256:a"));
  const auto accepted = accept("SHA256:a");
  ASSERT_TRUE(accepted) << message_of(accepted);
  EXPECT_EQ(accepted->host_keys.text, R"(["ssh-ed25519 AAAA-SHA256:a"])");
  EXPECT_EQ(accepted->version, 2);
  EXPECT_THAT(audited(), Contains("server.host_key_accepted"));
}

TEST_F(HostKeys, ThatAreOthersThanThoseSeenAreNotAccepted) {
  test(saw("SHA256:a"));
  test(saw("SHA256:b", ports::HostKeyTrust::kChanged));
  const auto refused = accept("SHA256:a");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kStale);
  EXPECT_THAT(refused.error().message, HasSubstr("SHA256:b"));
}

TEST_F(HostKeys, ThatWereSeenElsewhereAreNotAccepted) {
  test(saw("SHA256:a"));
  auto engineer = as(ben);
  ServerFields moved;
  moved.address = "192.0.2.2";
  ASSERT_TRUE(update_server(engineer, {.id = id, .version = {}, .fields = moved}));
  EXPECT_EQ(refusal("SHA256:a"), ErrorCode::kStale);
}

TEST_F(HostKeys, ThatAreRevokedAreNotAccepted) {
  test(saw("SHA256:a", ports::HostKeyTrust::kRevoked));
  EXPECT_EQ(refusal("SHA256:a"), ErrorCode::kConflict);
}

TEST_F(HostKeys, OfServersOfAnotherTeamAreNotFound) {
  test(saw("SHA256:a"));
  auto elsewhere = as(ann);
  elsewhere.actor.team = add_bare_team("South");
  EXPECT_EQ(request_connection_test(elsewhere, id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(accept_host_key(elsewhere, {.server_id = id, .version = {}, .fingerprint = "SHA256:a"})
                .error()
                .code,
            ErrorCode::kNotFound);
}

TEST_F(HostKeys, TestsThatReachedAShellLeaveFacts) {
  auto report = saw("SHA256:a", ports::HostKeyTrust::kKnown);
  test(report);
  auto engineer = as(ben);
  EXPECT_EQ(get_server(engineer, id)->facts.text, "{}");
  report.logged_in = report.has_shell = true;
  report.facts = {{"os_family", "debian"}, {"kernel", "Linux 6.1"}};
  test(report);
  const auto facts = get_server(engineer, id)->facts.text;
  EXPECT_THAT(facts, HasSubstr(R"("os_family":"debian")"));
  EXPECT_THAT(facts, HasSubstr(R"("last_seen":1774747800000)"));
}

TEST_F(HostKeys, TestsThatReachNobodyKeepTheFacts) {
  auto report = saw("SHA256:a", ports::HostKeyTrust::kKnown);
  report.logged_in = report.has_shell = true;
  report.facts = {{"kernel", "Linux 6.1"}};
  test(report);
  test({});
  auto engineer = as(ben);
  EXPECT_THAT(get_server(engineer, id)->facts.text, HasSubstr("Linux 6.1"));
  EXPECT_THAT(get_server(engineer, id)->connection_test.text, HasSubstr(R"("host_key":null)"));
}

TEST_F(HostKeys, TestsAreForServersThatAreReachedOverSsh) {
  NewServer server;
  server.name = "by hand";
  server.transport = "manual";
  auto engineer = as(ben);
  const auto manual = create_server(engineer, server).value().id;
  EXPECT_EQ(request_connection_test(engineer, manual).error().code, ErrorCode::kConflict);
}

}  // namespace
}  // namespace fettle::usecases
