// How often signing in has failed, for each account and each address. How long that makes somebody
// wait is in security/throttle.hpp.
#pragma once

#include <boost/describe/class.hpp>

#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

struct FailureRow {
  std::string key;  ///< `account:ann@example.com`, `address:192.0.2.7`
  int failures = 0;
  Instant last_at;
  Instant retry_at;
};
BOOST_DESCRIBE_STRUCT(FailureRow, (), (key, failures, last_at, retry_at))

struct FailureCount {
  std::string_view key;
  Instant now;
  Instant forgotten;  ///< a count whose last failure is older begins again
};
/// One more, atomically. The row says when the failures before it allow another try.
Result<FailureRow> count_failure(Connection& connection, const FailureCount& count);
Result<void> set_retry_at(Connection& connection, std::string_view key, Instant time);
/// False where there was none.
Result<bool> remove_failures(Connection& connection, std::string_view key);
/// One failure less, and no wait: it wasn't one.
Result<void> take_failure_back(Connection& connection, std::string_view key);
Result<void> remove_failures_before(Connection& connection, Instant time);

}  // namespace fettle::store
