// Opens a Connection to an SQLite file: WAL, foreign keys on, a busy timeout of 5 s, readable by
// its owner alone. Knows no schema: migrate.hpp brings the tables.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// `path` ":memory:" is a database of this connection alone. Makes the file where there is none,
/// but for reading (kNotFound). Refuses a file that is no SQLite database or belongs to another
/// program, and says what to do.
Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path, OpenMode mode,
                                                Durability durability = Durability::kFull);

}  // namespace fettle::store
