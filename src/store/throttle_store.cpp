#include "store/throttle_store.hpp"

namespace fettle::store {

Result<FailureRow> count_failure(Connection& connection, const FailureCount& count) {
  return connection.one<FailureRow>(
      "insert into sign_in_failures (key, failures, last_at, retry_at) values (?, 1, ?, 0) "
      "on conflict (key) do update set failures = case when sign_in_failures.last_at < ? then 1 "
      "else sign_in_failures.failures + 1 end, last_at = excluded.last_at "
      "returning key, failures, last_at, retry_at",
      count.key, count.now, count.forgotten);
}

Result<void> set_retry_at(Connection& connection, std::string_view key, Instant time) {
  FETTLE_TRY_VOID(
      connection.run("update sign_in_failures set retry_at = ? where key = ?", time, key));
  return {};
}

Result<bool> remove_failures(Connection& connection, std::string_view key) {
  FETTLE_TRY(removed, connection.run("delete from sign_in_failures where key = ?", key));
  return removed == 1;
}

Result<void> take_failure_back(Connection& connection, std::string_view key) {
  FETTLE_TRY_VOID(connection.run(
      "update sign_in_failures set failures = failures - 1, retry_at = 0 where key = ? and "
      "failures > 0",
      key));
  return {};
}

Result<void> remove_failures_before(Connection& connection, Instant time) {
  FETTLE_TRY_VOID(connection.run("delete from sign_in_failures where last_at < ?", time));
  return {};
}

}  // namespace fettle::store
