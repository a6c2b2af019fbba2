#include "usecases/servers/host_keys.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "base/json.hpp"
#include "core/fleet/text.hpp"
#include "store/server_store.hpp"
#include "store/team_events.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/servers/servers.hpp"
#include "usecases/version.hpp"

namespace fettle::usecases {
namespace {

/// As it is stored and shown.
struct StoredTest {
  Instant at;
  std::string way;  ///< where it led: accepted is what was seen there alone
  std::optional<ports::SeenHostKey> host_key;
  bool logged_in = false;
  bool has_shell = false;
  std::string problem;
};
BOOST_DESCRIBE_STRUCT(StoredTest, (), (at, way, host_key, logged_in, has_shell, problem))

/// What a look found of the system; empty: it did not say.
struct Facts {
  std::string os_family;
  std::string os_id;
  std::string os_name;
  std::string kernel;
  std::string architecture;
  std::string hostname;
  Instant last_seen;
};
BOOST_DESCRIBE_STRUCT(Facts, (),
                      (os_family, os_id, os_name, kernel, architecture, hostname, last_seen))

Facts facts_of(const ports::ConnectionReport& report, Instant at) {
  const auto fact = [&](std::string_view name) {
    const auto found = report.facts.find(std::string(name));
    return found == report.facts.end() ? std::string() : found->second;
  };
  return {.os_family = fact("os_family"),
          .os_id = fact("os_id"),
          .os_name = fact("os_name"),
          .kernel = fact("kernel"),
          .architecture = fact("architecture"),
          .hostname = fact("hostname"),
          .last_seen = at};
}

std::string way_of(const fleet::Server& server) {
  return fmt::format("{}:{}{}{}", server.address.empty() ? server.name : server.address,
                     server.port, server.proxy_jump.empty() ? "" : " by ", server.proxy_jump);
}

Result<store::ServerRow> find(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_server(context.database, {context.actor.team, id}));
  if (row) return *std::move(row);
  return fail(ErrorCode::kNotFound, "there is no such server");
}

std::unexpected<Error> look_again(std::string_view why) {
  return fail(ErrorCode::kStale,
              fmt::format("{}; test the connection again, and compare the fingerprint", why));
}

/// The key that is to be accepted.
Result<ports::SeenHostKey> seen_key(Context& context, const store::ServerRow& row,
                                    const std::string& fingerprint) {
  FETTLE_TRY(found, store::find_server_findings(context.database, {context.actor.team, row.id}));
  const auto test = found && !found->connection_test.empty()
                        ? from_json<StoredTest>(found->connection_test)
                        : Result<StoredTest>(StoredTest{});
  if (!test) return fail(ErrorCode::kIo, "the stored connection test can't be read");
  const auto& key = test->host_key;
  if (!key) {
    return fail(ErrorCode::kConflict, "no connection test has seen a host key: test first");
  }
  if (test->way != way_of(to_server(row))) return look_again("the server's address has changed");
  if (key->fingerprint != fingerprint) {
    return look_again(
        fmt::format("the last connection test saw {} {}", key->type, key->fingerprint));
  }
  if (key->trust != ports::HostKeyTrust::kRevoked) return *key;
  return fail(ErrorCode::kConflict,
              "the service's known hosts say that this key is revoked: give the host a new one");
}

std::string audited(std::string_view host_keys) {
  return fmt::format(R"({{"host_keys":{}}})", host_keys);
}

}  // namespace

Result<TestRequested> request_connection_test(Context& context, const std::string& server_id) {
  FETTLE_TRY(row, find(context, server_id));
  if (row.transport != "ssh") {
    return fail(ErrorCode::kConflict,
                fmt::format("{} is not reached over SSH (transport {}): there is nothing to test",
                            fleet::quote(row.name), row.transport));
  }
  FETTLE_TRY_VOID(context.services.test_connection(
      {.team = context.actor.team, .server_id = row.id, .server = to_server(row)}));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(
      audit(context, {.action = "server.connection_tested",
                      .subject = row.id,
                      .after = fmt::format(R"({{"way":{}}})", to_json(way_of(to_server(row))))}));
  FETTLE_TRY_VOID(transaction.commit());
  return TestRequested{context.now};
}

Result<void> store_connection_report(store::Connection& database, const ConnectionTest& test,
                                     const EndedTest& ended) {
  const auto& report = ended.report;
  const StoredTest stored{.at = ended.at,
                          .way = way_of(test.server),
                          .host_key = report.host_key,
                          .logged_in = report.logged_in,
                          .has_shell = report.has_shell,
                          .problem = report.problem};
  FETTLE_TRY(transaction, store::Transaction::begin(database));
  const store::TeamKey key{test.team, test.server_id};
  FETTLE_TRY(found, store::find_server_findings(database, key));
  if (!found) return {};
  found->connection_test = to_json(stored);
  if (report.has_shell) found->facts = to_json(facts_of(report, ended.at));
  FETTLE_TRY_VOID(store::store_server_findings(database, key, *found));
  FETTLE_TRY_VOID(store::add_team_event(database, {.team = test.team,
                                                   .at = ended.at,
                                                   .topic = "servers",
                                                   .kind = "updated",
                                                   .subject = test.server_id}));
  return transaction.commit();
}

Result<ShownServer> accept_host_key(Context& context, const AcceptHostKey& accepted) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, accepted.server_id));
  FETTLE_TRY_VOID(check_version(accepted.version, show(row)));
  FETTLE_TRY(key, seen_key(context, row, accepted.fingerprint));
  const auto before = std::exchange(row.host_keys, to_json(std::vector{key.public_key}));
  FETTLE_TRY_VOID(store_next(context, row));
  FETTLE_TRY_VOID(audit(context, {.action = "server.host_key_accepted",
                                  .subject = row.id,
                                  .before = audited(before),
                                  .after = audited(row.host_keys)}));
  FETTLE_TRY_VOID(announce(context, "servers", "updated", row.id));
  FETTLE_TRY_VOID(transaction.commit());
  return get_server(context, row.id);
}

}  // namespace fettle::usecases
