// The repeating job that sends what waits for channels. Runs wherever it is called, in several
// processes too: the database decides who sends what. Blocks while a service answers, so it has a
// thread of its own (app/delivery_thread.hpp).
#pragma once

#include <functional>

#include "usecases/context.hpp"

namespace fettle::upkeep {

struct Deliver {
  store::Connection& database;
  ports::Random& random;
  const usecases::Services& services;
  std::function<Instant()> now;
  std::function<bool()> goes_on;    ///< false: the service is about to stop
  std::function<void()> committed;  ///< there are new events
};

/// Sends all that is due, one after the other. How long until it is to look again.
Result<Milliseconds> deliver(const Deliver& job);

}  // namespace fettle::upkeep
