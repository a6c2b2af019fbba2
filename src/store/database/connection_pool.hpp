// Connections for threads that need one now and then: each is lent to one thread at a time. Opens
// as many as are wanted at once and keeps them; a lost one is connected anew before it is lent
// again. The number of threads is the bound.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "store/database/connection.hpp"
#include "store/database/open_database.hpp"

namespace fettle::store {

class ConnectionPool {
 public:
  explicit ConnectionPool(std::string address, Durability durability = Durability::kFull)
      : address_(std::move(address)), durability_(durability) {}

  /// Goes back to the pool at the end of its life, which is before the pool's.
  class Lent {
   public:
    Lent(ConnectionPool& pool, std::unique_ptr<Connection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    Lent(Lent&&) noexcept = default;
    Lent& operator=(Lent&&) = delete;
    ~Lent() {
      if (connection_) pool_->take_back(std::move(connection_));
    }
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    ConnectionPool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  /// Errors: those of open_database and of Connection::reopen.
  Result<Lent> lend();

 private:
  void take_back(std::unique_ptr<Connection> connection);

  std::string address_;
  Durability durability_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> free_;
};

}  // namespace fettle::store
