#include "store/database/connection_pool.hpp"

namespace fettle::store {

Result<ConnectionPool::Lent> ConnectionPool::lend() {
  std::unique_ptr<Connection> connection;
  {
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) {
      connection = std::move(free_.back());
      free_.pop_back();
    }
  }
  if (!connection) {
    FETTLE_TRY(opened, open_database(address_, OpenMode::kReadWrite, durability_));
    return Lent(*this, std::move(opened));
  }
  Lent lent(*this, std::move(connection));
  if (lent->is_cut()) FETTLE_TRY_VOID(lent->reopen());
  return lent;
}

void ConnectionPool::take_back(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  free_.push_back(std::move(connection));
}

}  // namespace fettle::store
