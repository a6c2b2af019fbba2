// The repeating job that fires schedules: those that are due, then those whose runs are over. What
// fails of one schedule is handed to `failed` and stops no other. Runs wherever it is called; the
// database decides who fires what.
#pragma once

#include <functional>
#include <string_view>

#include "usecases/context.hpp"

namespace fettle::upkeep {

struct FireSchedules {
  store::Connection& database;
  ports::Random& random;
  const usecases::Services& services;
  std::function<void(std::string_view schedule, const Error& error)> failed;
};

/// How long until it is to run again, at most a second.
Result<Milliseconds> fire_schedules(const FireSchedules& job, Instant now);

}  // namespace fettle::upkeep
