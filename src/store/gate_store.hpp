// Gates of all teams that nobody has answered, for reminding people of them.
#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/connection.hpp"

namespace fettle::store {

/// The gates of a step of one batch, or the one between two of its rings.
struct UnansweredGate {
  std::string team_id;
  std::string batch_id;
  std::optional<std::string> tree_id;
  std::string name;  ///< of the plan
  std::string kind;  ///< `gate`, `ring_gate`
  std::string stage;
  int step = 0;
  std::int64_t count = 0;   ///< of targets that wait
  std::string first_label;  ///< of these, in the order of labels
  std::int64_t since = 0;   ///< of the first
};
BOOST_DESCRIBE_STRUCT(UnansweredGate, (),
                      (team_id, batch_id, tree_id, name, kind, stage, step, count, first_label,
                       since))

/// Open since `since` or before and not reminded of; the oldest first, at most 1000.
Result<std::vector<UnansweredGate>> unanswered_gates(Connection& connection, Instant since);

/// Those that `unanswered_gates` spoke of. False where none is left.
Result<bool> mark_reminded(Connection& connection, const UnansweredGate& gate, Instant since,
                           Instant now);

}  // namespace fettle::store
