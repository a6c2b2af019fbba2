// `fettle logs BATCH [TARGET]`: what the commands of a batch wrote, as far as it was kept. Each try
// of a step stands by itself.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

struct LogsOptions {
  std::string batch;     ///< the beginning of its id, or `last`
  std::string target;    ///< label; empty: all of them
  std::string database;  ///< empty: the default place
  OutputFormat format = OutputFormat::kText;
  enum class Follow { kNo, kYes };
  Follow follow = Follow::kNo;  ///< of a service: what comes until the batch has ended
};

int show_logs(const LogsOptions& options, const Console& console);

}  // namespace fettle::cli
