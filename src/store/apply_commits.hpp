// What the runner decided, written into the database: states, events, output and prompts, what a
// team is told of them, and the answers of admission.
#pragma once

#include <span>
#include <vector>

#include "ports/journal.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// All of `commits` in one transaction, each under its lease (kConflict where one is no longer
/// held); deferred where each of them may be. `answers` holds one for each before the transaction
/// is committed.
Result<void> apply(Connection& connection, std::span<const ports::Commit> commits,
                   std::vector<ports::Committed>& answers);

}  // namespace fettle::store
