// `fettle resume [BATCH]`: goes on with a batch after a kill, a crash, a lost link or a halt, from
// what the database says. The plan's file is not read: what was approved is in the record.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "cli/prompt_queue.hpp"
#include "cli/view/view.hpp"
#include "transport/settings.hpp"

namespace fettle::cli {

struct ResumeOptions {
  std::string batch;     ///< the beginning of its id, or `last`; empty: the only one that qualifies
  std::string database;  ///< empty: the default place
  Consent consent = Consent::kAsk;
  OutputFormat format = OutputFormat::kText;
  bool retry = false;     ///< run failed and interrupted sessions again from their failed step
  bool rest = false;      ///< go on with the rest of a halted batch
  bool rollback = false;  ///< run the rollback steps of failed sessions
  bool cancel = false;    ///< end it: what runs is stopped, what has not begun never will
  transport::Settings ssh;
};

int resume_batch(const ResumeOptions& options, const Console& console);

}  // namespace fettle::cli
