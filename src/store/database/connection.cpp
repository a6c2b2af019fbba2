#include "store/database/connection.hpp"

namespace fettle::store {

Result<Transaction> Transaction::begin(Connection& connection) {
  FETTLE_TRY_VOID(connection.begin());
  return Transaction(connection);
}

Result<Transaction> Transaction::begin_exclusive(Connection& connection) {
  FETTLE_TRY_VOID(connection.begin_exclusive());
  return Transaction(connection);
}

Transaction::~Transaction() {
  // It fails where the database has rolled back by itself (a full disk): then nothing is left to
  // do.
  if (connection_ != nullptr) connection_->rollback();
}

Result<void> Transaction::commit() {
  FETTLE_CHECK(connection_ != nullptr);
  FETTLE_TRY_VOID(connection_->commit());
  connection_ = nullptr;
  return {};
}

Result<Instant> database_now(Connection& connection) {
  return connection.one<Instant>(connection.now_query());
}

}  // namespace fettle::store
