#include "store/throttle_store.hpp"

namespace fettle::store {

Result<std::optional<FailureRow>> find_failures(Connection& connection, std::string_view key) {
  return connection.find<FailureRow>(
      "select key, failures, last_at, retry_at from sign_in_failures where key = ?", key);
}

Result<void> save_failures(Connection& connection, const FailureRow& row) {
  FETTLE_TRY_VOID(connection.run(
      "insert into sign_in_failures (key, failures, last_at, retry_at) values (?, ?, ?, ?) "
      "on conflict (key) do update set failures = excluded.failures, "
      "last_at = excluded.last_at, retry_at = excluded.retry_at",
      row.key, row.failures, row.last_at, row.retry_at));
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
