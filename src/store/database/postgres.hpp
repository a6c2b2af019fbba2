// Opens a Connection to a PostgreSQL database by its URL,
// postgresql://user@host:port/name?key=value as libpq reads it. A password belongs in ~/.pgpass,
// not in the URL. Knows no schema: migrate.hpp brings the tables. What the connection does with a
// lost server: Connection::reopen.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// Whether `address` is one of PostgreSQL, and no file.
bool is_postgres_url(std::string_view address);

/// Waits at most 10 s for the server. Refuses a database whose texts are not UTF-8 (kInvalid).
/// Messages name server, port and database, and never a password.
Result<std::unique_ptr<Connection>> open_postgres(const std::string& url, OpenMode mode,
                                                  Durability durability = Durability::kFull);

}  // namespace fettle::store
