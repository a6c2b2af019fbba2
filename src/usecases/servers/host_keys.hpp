// Whether servers can be reached, and whom we believe there: a connection test looks at a server,
// and a person accepts the host key that it saw. Runs then take that key and no other. Nothing here
// waits for a server: the test is made elsewhere, and its end is told here.
#pragma once

#include <optional>
#include <string>

#include "ports/connection_report.hpp"
#include "usecases/context.hpp"
#include "usecases/servers/server_shown.hpp"

namespace fettle::usecases {

struct TestRequested {
  Instant requested_at;  ///< the server's `connection_test.at` is no earlier once it has ended
};
BOOST_DESCRIBE_STRUCT(TestRequested, (), (requested_at))

/// kConflict for a server that is not reached over SSH, kBusy where too many wait.
Result<TestRequested> request_connection_test(Context& context, const std::string& server_id);

struct EndedTest {
  Instant at;
  const ports::ConnectionReport& report;
};
/// Stores what a test has found, and tells browsers. Nothing happens where the server has gone.
Result<void> store_connection_report(store::Connection& database, const ConnectionTest& test,
                                     const EndedTest& ended);

struct AcceptHostKey {
  std::string server_id;
  std::optional<std::int64_t> version;
  std::string fingerprint;  ///< `SHA256:...` of the key that the last test saw
};
/// That key alone is believed from now on. kStale where the last test saw another one, or the
/// server's address has changed since; kConflict without a test that saw one.
Result<ShownServer> accept_host_key(Context& context, const AcceptHostKey& accepted);

}  // namespace fettle::usecases
