// A batch of a service as `fettle run` shows one of its own: the same views (cli/view/view.hpp),
// fed by the service's events and outputs. Carries nothing out; whoever leaves changes nothing.
#pragma once

#include <string>

#include "cli/remote/remote.hpp"

namespace fettle::cli {

struct WatchOptions {
  ChosenBatch batch;
  std::string last_event;  ///< from before it was launched
  OutputFormat format = OutputFormat::kText;
  /// What to do while everything that is left waits for a person.
  enum class Standstill { kLeave, kWait };
  Standstill standstill = Standstill::kLeave;
};

/// Until it has ended, or as the options say; then the summary. The exit status of `fettle run`.
int watch_batch(const WatchOptions& options, const Remote& remote);

}  // namespace fettle::cli
