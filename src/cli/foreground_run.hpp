// Carries one stored batch out from this process and shows it: the part that `run`, `resume` and
// `demo` share. Builds the ports that the runner needs, answers gates, and goes when the batch has
// ended, stands still, or a signal says so; what runs on targets then runs on.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/console.hpp"
#include "cli/prompt_queue.hpp"
#include "cli/view/view.hpp"
#include "runner/runner.hpp"
#include "store/database/connection.hpp"
#include "store/lease.hpp"
#include "transport/settings.hpp"

namespace fettle::cli {

struct ForegroundOptions {
  std::string database;
  std::string batch;
  Consent consent = Consent::kAsk;
  OutputFormat format = OutputFormat::kText;
  std::map<std::string, std::string> secrets;
  transport::Settings ssh;
  /// A session that was interrupted is asked after at its target first; where that can't tell
  /// either, a person has said here that it may run again from its step.
  bool retry_interrupted = false;
  /// Told to the runner once the batch is taken up: what `resume` was asked to do with it.
  std::function<Result<void>(runner::Runner&)> begin_with;
};

/// What `run` was told about SSH and `resume` must be told again, as options.
std::string resume_flags(const transport::Settings& ssh);

/// As who this process takes leases of batches.
store::LeaseHolder this_process();

/// Opens a database and brings it to the schema of this program, which comes to the disk with what
/// is stored there first.
Result<std::unique_ptr<store::Connection>> open_database(
    const std::string& path, Instant now, store::Durability durability = store::Durability::kFull);

/// The exit status of docs/reference/cli.md. Errors are shown on `console.err`. `reading` is open
/// on the same database, and stays so: a file that nobody has open any more is tidied up, which
/// costs a new run several waits for the disk.
int run_in_foreground(const ForegroundOptions& options, store::Connection& reading,
                      const Console& console);

}  // namespace fettle::cli
