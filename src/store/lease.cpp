#include "store/lease.hpp"

#include <fmt/format.h>

#include <optional>

namespace fettle::store {
namespace {

struct LeaseRow {
  std::string lease_owner;
  std::int64_t lease_number = 0;
  std::int64_t lease_until = 0;
};
BOOST_DESCRIBE_STRUCT(LeaseRow, (), (lease_owner, lease_number, lease_until))

Result<std::optional<LeaseRow>> read_lease(Connection& connection, std::string_view batch) {
  return connection.find<LeaseRow>(
      "select lease_owner, lease_number, lease_until from batches where id = ?", batch);
}

/// What people read of an owner: without the marks that tell it from all other processes.
std::string_view shown(std::string_view owner) { return owner.substr(0, owner.find(" [")); }

bool is_held(const LeaseRow& row, const LeaseHolder& asking, Instant now) {
  return !row.lease_owner.empty() && row.lease_until > now.ms && !asking.is_gone(row.lease_owner);
}

}  // namespace

Result<Lease> take_lease(Connection& connection, std::string_view batch,
                         const LeaseHolder& holder) {
  FETTLE_TRY(transaction, Transaction::begin(connection));
  FETTLE_TRY(now, database_now(connection));
  FETTLE_TRY(row, read_lease(connection, batch));
  if (!row) return fail(ErrorCode::kNotFound, fmt::format("there is no batch {}", batch));
  if (is_held(*row, holder, now)) {
    return fail(ErrorCode::kBusy,
                fmt::format("batch {} is being carried out by {}; it is free once that process "
                            "ends, or {} after its last sign of life",
                            batch, shown(row->lease_owner), fettle::describe(kLeaseLength)));
  }
  // The number that was read guards against who took the batch since, on a database whose
  // transactions run side by side.
  FETTLE_TRY(taken, connection.run("update batches set lease_owner = ?, lease_number = ?, "
                                   "lease_until = ? where id = ? and lease_number = ?",
                                   holder.owner, row->lease_number + 1, (now + kLeaseLength).ms,
                                   batch, row->lease_number));
  if (taken == 0) {
    return fail(ErrorCode::kBusy,
                fmt::format("batch {} has just been taken by another process", batch));
  }
  FETTLE_TRY_VOID(transaction.commit());
  return Lease{std::string(batch), row->lease_number + 1};
}

Result<std::string> lease_owner(Connection& connection, std::string_view batch,
                                const LeaseHolder& asking) {
  FETTLE_TRY(now, database_now(connection));
  FETTLE_TRY(row, read_lease(connection, batch));
  return row && is_held(*row, asking, now) ? row->lease_owner : std::string();
}

Result<void> release_lease(Connection& connection, const Lease& lease) {
  FETTLE_TRY_VOID(connection.run(
      "update batches set lease_owner = '', lease_until = 0 where id = ? and lease_number = ?",
      lease.batch, lease.number));
  return {};
}

Result<void> renew_lease(Connection& connection, const Lease& lease, Instant now) {
  FETTLE_TRY(held,
             connection.run("update batches set lease_until = ? where id = ? and lease_number = ? "
                            "and lease_owner <> ''",
                            (now + kLeaseLength).ms, lease.batch, lease.number));
  if (held > 0) return {};
  return fail(ErrorCode::kConflict,
              fmt::format("batch {} has been taken over by another process; nothing more of it is "
                          "carried out here",
                          lease.batch));
}

}  // namespace fettle::store
