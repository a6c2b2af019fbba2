// `fettle batches`, `show`, `logs` and `sessions` of a service: what they show is drawn by the same
// functions as from a database (batches.hpp, show.hpp, log_writer.hpp); here it is only fetched.
#pragma once

#include <string>

#include "cli/batches.hpp"
#include "cli/logs.hpp"
#include "cli/remote/remote.hpp"
#include "cli/show.hpp"
#include "usecases/batches/batches.hpp"

namespace fettle::cli {

int list_service_batches(const BatchesOptions& options, const Remote& remote);
int show_service_batch(const ShowOptions& options, const Remote& remote);

/// What there is; with LogsOptions::follow also what comes, until the batch has ended.
int show_service_logs(const LogsOptions& options, const Remote& remote);

struct SessionsOptions {
  std::string batch;   ///< the beginning of its id, or `last`
  std::string status;  ///< only these; empty: all
  OutputFormat format = OutputFormat::kText;
};
int list_service_sessions(const SessionsOptions& options, const Remote& remote);

/// The sessions of a batch, in the order of its rollout, re-checks after.
Result<std::vector<usecases::TargetSessionView>> sessions_of(const ServiceApi& api,
                                                             const std::string& batch);

}  // namespace fettle::cli
