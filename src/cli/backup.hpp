// `fettle backup` and `fettle restore`: the whole database as one file, and back. Secrets stay
// sealed in it; the master key that opens them is not in it. What a restored database says is
// usecases/batches/settle_restored.hpp's.
#pragma once

#include <string>

#include "cli/console.hpp"

namespace fettle::cli {

struct BackupOptions {
  std::string database;  ///< its address
  std::string file;      ///< of the backup
};

/// Beside a running service too. 0, or 2 where the file exists, the database can't be read or the
/// copy is damaged.
int make_backup(const BackupOptions& options, const Console& console);

/// 0, or 2 where there is a database already, the backup is damaged or a newer Fettle made it.
/// Nothing is left of one that fails in SQLite; a PostgreSQL database is to be made anew.
int restore_backup(const BackupOptions& options, const Console& console);

}  // namespace fettle::cli
