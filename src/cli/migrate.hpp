// `fettle migrate`: brings the service's database to the schema of this program, as the start of
// `fettle serve` does, or says what is missing.
#pragma once

#include <string>

#include "cli/console.hpp"

namespace fettle::cli {

struct MigrateOptions {
  std::string database;  ///< its address
  bool check = false;    ///< look only
};

/// 0; 1 where `check` finds that something is missing; 2 where the database can't be read or was
/// made by a newer Fettle, of which nothing is touched.
int migrate(const MigrateOptions& options, const Console& console);

}  // namespace fettle::cli
