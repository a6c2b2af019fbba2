// Copies an SQLite database as it stands at one instant, while others go on writing it: SQLite's
// online backup, checked page by page afterwards. What is there already is never overwritten. Knows
// no schema; cli/backup.hpp says what a backup is and what comes of one.
#pragma once

#include <string>

#include "base/result.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// Writes `to`, one file for its owner alone that needs no other beside it. Whole or not at all:
/// what fails leaves nothing behind. kNotFound without `from` or the folder of `to`, kConflict
/// where `to` exists, kIo where the disk is full or the copy is damaged.
Result<void> copy_sqlite(const std::string& from, const std::string& to);

/// kConflict where a file has the name, or where one is left beside it that SQLite would take for
/// the log of whatever database stands there next.
Result<void> refuse_taken(const std::string& path);

/// Gives the finished file `from` the name `to`, unless something has that name: kConflict.
Result<void> rename_new(const std::string& from, const std::string& to);

/// Whether every page, index and reference of the database is sound: kIo with what isn't. Reads all
/// of it.
Result<void> check_integrity(Connection& database);

}  // namespace fettle::store
