// A thread that does the service's repeating jobs (upkeep/), one after the other, with a database
// connection of its own. A job that fails is logged and done again.
#pragma once

#include <functional>
#include <string_view>
#include <thread>

#include "ports/random.hpp"
#include "store/database/connection_pool.hpp"
#include "usecases/context.hpp"

namespace fettle::app {

class UpkeepThread {
 public:
  struct Parts {
    store::ConnectionPool& database;
    const usecases::Services& services;
    Milliseconds keep_output;
    std::function<void()> committed;  ///< there may be new events; from this thread
    std::function<void(std::string_view what, const Error& error)> failed;  ///< for the log
  };

  explicit UpkeepThread(Parts parts);

 private:
  void work(const std::stop_token& stop);
  Result<void> forget(ports::Random& random, Instant now);
  Result<bool> remove_output(Instant now);

  Parts parts_;
  std::jthread thread_;
};

}  // namespace fettle::app
