// What PostgreSQL's failures mean for people and for whoever called.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/database/libpq.hpp"

namespace fettle::store {

/// Why `result` (null where the server gave none) failed; `name` is the database in the message.
/// What the server says goes to `detail`, without the values that it may repeat.
Error postgres_error(PGconn* connection, const PGresult* result, const std::string& name);

/// Why the connection could not be made.
Error connect_error(PGconn* connection, const std::string& name);

}  // namespace fettle::store
