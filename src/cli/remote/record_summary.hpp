// The summary of a run from its record, where there is no database to ask (report.hpp).
#pragma once

#include "cli/record/record.hpp"
#include "cli/view/summary.hpp"

namespace fettle::cli {

RunSummary summary_of(const BatchRecord& record);

}  // namespace fettle::cli
