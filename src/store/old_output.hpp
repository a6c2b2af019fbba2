// Output and snapshots of batches that ended long ago: the bulk of what is stored, and kept for a
// time only. Batches, sessions, steps, events and the audit log stay for ever.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// The batch that ended first of those that ended before `instant` and have output still.
Result<std::optional<std::string>> find_old_output(Connection& connection, Instant instant);

/// Removes at most `rows` pieces of output and as many snapshots of a batch that has ended, in one
/// transaction; marks the batch once none is left. Whether all of it is gone.
Result<bool> remove_output(Connection& connection, std::string_view batch, int rows, Instant now);

/// When that was; none of a batch whose output is kept.
Result<std::optional<Instant>> output_removed_at(Connection& connection, std::string_view batch);

}  // namespace fettle::store
