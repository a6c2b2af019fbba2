#include "store/old_output.hpp"

namespace fettle::store {

Result<std::optional<std::string>> find_old_output(Connection& connection, Instant instant) {
  return connection.find<std::string>(
      "select id from batches where ended_at is not null and output_removed_at is null and "
      "ended_at < ? order by ended_at limit 1",
      instant);
}

Result<bool> remove_output(Connection& connection, std::string_view batch, int rows, Instant now) {
  FETTLE_TRY(transaction, Transaction::begin(connection));
  FETTLE_TRY(pieces,
             connection.run("delete from output where (order_id, start) in (select o.order_id, "
                            "o.start from output o join sessions s on s.id = o.session_id where "
                            "s.batch_id = ? limit ?)",
                            batch, rows));
  FETTLE_TRY(snapshots,
             connection.run("delete from snapshots where (session_id, moment) in (select "
                            "p.session_id, p.moment from snapshots p join sessions s on s.id = "
                            "p.session_id where s.batch_id = ? limit ?)",
                            batch, rows));
  const bool is_gone = pieces < rows && snapshots < rows;
  // One that was reopened meanwhile is looked at again once it has ended.
  if (is_gone) {
    FETTLE_TRY_VOID(connection.run(
        "update batches set output_removed_at = ? where id = ? and ended_at is not null", now,
        batch));
  }
  FETTLE_TRY_VOID(transaction.commit());
  return is_gone;
}

Result<std::optional<Instant>> output_removed_at(Connection& connection, std::string_view batch) {
  FETTLE_TRY(found, connection.find<Instant>("select output_removed_at from batches where id = ? "
                                             "and output_removed_at is not null",
                                             batch));
  return found;
}

}  // namespace fettle::store
