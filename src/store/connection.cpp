#include "store/connection.hpp"

namespace fettle::store {

Result<Transaction> Transaction::begin(Connection& connection) {
  FETTLE_TRY_VOID(connection.begin());
  return Transaction(connection);
}

Transaction::~Transaction() {
  // It fails where the database has rolled back by itself (a full disk): then nothing is left to
  // do.
  if (connection_ == nullptr) return;
  [[maybe_unused]] const auto ended = connection_->run("rollback");
}

Result<void> Transaction::commit() {
  FETTLE_CHECK(connection_ != nullptr);
  FETTLE_TRY_VOID(connection_->run("commit"));
  connection_ = nullptr;
  return {};
}

}  // namespace fettle::store
