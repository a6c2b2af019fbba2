// A batch as its summary tells it, read from the database: what is stored is what is told.
#pragma once

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

}  // namespace fettle::cli
