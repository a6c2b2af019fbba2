// What people wrote about the sessions of a batch, read into its record: who had one, its outcome,
// notes on steps, and the steps that an engineer added, which stand among those of the plan.
#pragma once

#include "cli/record/record.hpp"

namespace fettle::cli {

/// After the steps of `record` are read. Batches of the command line have none of it.
Result<void> read_people(store::Connection& connection, BatchRecord& record);

}  // namespace fettle::cli
