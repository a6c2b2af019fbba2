// What is told of a batch when it is over or looked at later: per session its end, the step that it
// failed at and the last of that step's output, and what changed on its target.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/session_state.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

struct SessionReport {
  std::string id;
  std::string label;
  int position = 0;
  bool recheck = false;
  engine::SessionState state;
  int step = 0;  ///< that it stands at; in the rollback the one that made it necessary
  /// Of that step, or of the rollback's where that went wrong too. Of ended ones that did not
  /// complete; at most 4 KiB.
  std::string last_output;
  std::string before;  ///< encoded snapshots (core/review); empty when there is none
  std::string after;
  std::optional<std::int64_t> began_at;  ///< milliseconds since 1970
  std::optional<std::int64_t> ended_at;
};

/// By position, re-checks after.
Result<std::vector<SessionReport>> read_report(Connection& connection, std::string_view batch);

/// What people said of a session; all empty where nobody did.
struct PeopleRow {
  std::string session_id;
  std::string assigned_name;
  std::string outcome;
  std::string outcome_notes;
  std::string next_steps;
};
BOOST_DESCRIBE_STRUCT(PeopleRow, (),
                      (session_id, assigned_name, outcome, outcome_notes, next_steps))
Result<std::vector<PeopleRow>> read_people(Connection& connection, std::string_view batch);

}  // namespace fettle::store
