// `fettle batches`: what ran, newest first, from the database alone. One batch: show.hpp.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

struct BatchesOptions {
  std::string database;  ///< empty: the default place
  OutputFormat format = OutputFormat::kText;
  bool ids_only = false;  ///< one short id a line, for the completion of shells
};

int list_batches(const BatchesOptions& options, const Console& console);

}  // namespace fettle::cli
