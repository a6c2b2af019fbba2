// What happened in a team beside its batches. Numbered in one sequence with the events of batches,
// in the order of commits, so that a stream that has seen one has seen all before it.
#pragma once

#include <span>
#include <string>

#include "base/instant.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

struct TeamEvent {
  std::string team;
  Instant at;
  std::string topic;
  std::string kind;
  std::string subject;
  std::string body = "{}";  ///< a JSON object
};

/// Inside a transaction.
Result<void> add_team_event(Connection& connection, const TeamEvent& event);
/// In their order, with one look at the number of the last.
Result<void> add_team_events(Connection& connection, std::span<const TeamEvent> events);

}  // namespace fettle::store
