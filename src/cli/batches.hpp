// `fettle batches`: what ran, newest first, from the database alone. One batch: show.hpp.
#pragma once

#include <string>

#include "cli/batch_choice.hpp"
#include "cli/console.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

struct BatchesOptions {
  std::string database;  ///< empty: the default place
  OutputFormat format = OutputFormat::kText;
  bool ids_only = false;  ///< one short id a line, for the completion of shells
};

/// As the options say; `place` is where they were looked for.
void write_batches(const BatchList& list, const std::string& place, const BatchesOptions& options,
                   const Console& console);

int list_batches(const BatchesOptions& options, const Console& console);

}  // namespace fettle::cli
