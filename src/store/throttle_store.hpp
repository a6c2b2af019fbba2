// How often signing in has failed, for each account and each address. How long that makes somebody
// wait is in security/throttle.hpp.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "store/connection.hpp"

namespace fettle::store {

struct FailureRow {
  std::string key;  ///< `account:ann@example.com`, `address:192.0.2.7`
  int failures = 0;
  Instant last_at;
  Instant retry_at;
};
BOOST_DESCRIBE_STRUCT(FailureRow, (), (key, failures, last_at, retry_at))

Result<std::optional<FailureRow>> find_failures(Connection& connection, std::string_view key);
Result<void> save_failures(Connection& connection, const FailureRow& row);
Result<bool> remove_failures(Connection& connection, std::string_view key);
/// One failure less, and no wait: it wasn't one.
Result<void> take_failure_back(Connection& connection, std::string_view key);
Result<void> remove_failures_before(Connection& connection, Instant time);

}  // namespace fettle::store
