// A batch as its summary tells it, read from the database: what is stored is what is told.
#pragma once

#include <span>
#include <string>

#include "base/result.hpp"
#include "cli/view/summary.hpp"
#include "core/flow/flow.hpp"
#include "store/connection.hpp"

namespace fettle::cli {

Result<RunSummary> summarize(store::Connection& connection, const std::string& batch,
                             const std::string& database, const flow::Flow& flow);

/// 0 when every target completed, 3 where something is interrupted, waits or still runs, 1 when
/// any failed (spec 15).
int exit_status(const RunSummary& summary);
/// The same from what is stored; re-checks are no sessions of their own here.
int exit_status(const engine::BatchState& state, std::span<const engine::SessionStatus> sessions);

}  // namespace fettle::cli
