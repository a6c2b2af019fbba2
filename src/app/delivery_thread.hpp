// A thread that sends what waits for channels (upkeep/deliver.hpp), with a database connection of
// its own: services outside may take their time, and hold nothing else up.
#pragma once

#include <functional>
#include <thread>

#include "store/database/connection_pool.hpp"
#include "usecases/services.hpp"

namespace fettle::app {

class DeliveryThread {
 public:
  struct Parts {
    store::ConnectionPool& database;
    const usecases::Services& services;
    std::function<void()> committed;                 ///< there are new events; from this thread
    std::function<void(const Error& error)> failed;  ///< for the log
  };

  explicit DeliveryThread(Parts parts);

 private:
  void work(const std::stop_token& stop);

  Parts parts_;
  std::jthread thread_;
};

}  // namespace fettle::app
