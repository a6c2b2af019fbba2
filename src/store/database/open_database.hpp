// Opens the database that somebody named: sqlite:PATH or a plain path is a file, postgresql://...
// a server. Brings no tables: migrate.hpp. Read on in sqlite.hpp and postgres.hpp.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// Errors: kInvalid (an address of another kind), and those of open_sqlite and open_postgres.
Result<std::unique_ptr<Connection>> open_database(const std::string& address, OpenMode mode,
                                                  Durability durability = Durability::kFull);

}  // namespace fettle::store
