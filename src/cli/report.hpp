// A batch as its summary tells it, read from the database: what is stored is what is told.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "cli/view/summary.hpp"
#include "core/flow/flow.hpp"
#include "store/database/connection.hpp"

namespace fettle::cli {

/// How the record of a step begins that a person was not content with (core/flow/steps/task.cpp).
inline constexpr std::string_view kDoneWithIssues = "done with issues";

Result<RunSummary> summarize(store::Connection& connection, const std::string& batch,
                             const std::string& database, const flow::Flow& flow);

}  // namespace fettle::cli
