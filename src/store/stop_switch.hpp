// The stop switch of a team, and the batches that it holds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"

namespace fettle::store {

struct Stop {
  std::string reason;
  std::string by;  ///< JSON of engine::Principal
  Instant at;
};

/// Sets or, without one, takes the stop back. False where it was so already.
Result<bool> set_stop(Connection& connection, std::string_view team,
                      const std::optional<Stop>& stop);

/// Batches of the team that are under way and are not held by the switch yet.
Result<std::vector<std::string>> batches_to_stop(Connection& connection, std::string_view team);
Result<std::vector<std::string>> stopped_batches(Connection& connection, std::string_view team);

enum class Held { kYes, kNo };
Result<void> mark_stopped(Connection& connection, std::string_view batch, Held held);

}  // namespace fettle::store
