// Opens a Connection to an SQLite file: WAL, foreign keys on, a busy timeout of 5 s, readable by
// its owner alone. Knows no schema: migrate.hpp brings the tables.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "store/connection.hpp"

namespace fettle::store {

enum class OpenMode {
  kReadWrite,  ///< makes the file where there is none
  kReadOnly,   ///< kNotFound where there is none
};

enum class Durability {
  kFull,          ///< a commit is on disk when it returns
  kNoneForTests,  ///< a power cut may destroy the file
};

/// `path` ":memory:" is a database of this connection alone. Refuses a file that is no SQLite
/// database or belongs to another program, and says what to do.
Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path, OpenMode mode,
                                                Durability durability = Durability::kFull);

}  // namespace fettle::store
