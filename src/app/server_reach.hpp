// What the loop needs of the database about single servers, and back: credentials and accepted host
// keys before each connection, and what connection tests have found. The database is asked on a
// thread of its own, never on the loop; tests are few at a time, and wait in a bounded queue.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "ports/loop.hpp"
#include "ports/server_access.hpp"
#include "security/secret_box.hpp"
#include "store/database/connection.hpp"
#include "transport/os/worker_pool.hpp"
#include "transport/transports.hpp"
#include "usecases/services.hpp"

namespace fettle::app {

class ServerReach {
 public:
  struct Parts {
    ports::Loop& loop;
    std::unique_ptr<store::Connection> database;  ///< its own
    security::SecretBox secret_box;
    std::function<void()> committed;                                        ///< called on the loop
    std::function<void(std::string_view what, const Error& error)> failed;  ///< likewise
  };
  explicit ServerReach(Parts parts) : parts_(std::move(parts)) {}
  ServerReach(const ServerReach&) = delete;
  ServerReach& operator=(const ServerReach&) = delete;

  /// As ports::FindServerAccess.
  void find(std::string server_id, std::function<void(Result<ports::ServerAccess>)> found);

  /// What makes the tests; set before the first.
  void test_over(transport::Transports& transports) { transports_ = &transports; }
  /// From any thread. One that is asked for again while it waits or runs is made once. kBusy where
  /// too many wait.
  Result<void> test(usecases::ConnectionTest test);

 private:
  void start_tests();
  void test_ended(const usecases::ConnectionTest& test, const ports::ConnectionReport& report);

  Parts parts_;
  transport::Transports* transports_ = nullptr;
  std::mutex mutex_;
  std::deque<usecases::ConnectionTest> waiting_;
  std::set<std::string, std::less<>> servers_;  ///< that are tested, or wait for it
  int running_ = 0;                             ///< used on the loop alone
  transport::WorkerPool thread_{1};             ///< its work uses the database
};

}  // namespace fettle::app
