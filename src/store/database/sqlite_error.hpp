// What SQLite's failures mean for people and for whoever called.
#pragma once

#include <sqlite3.h>

#include <string>

#include "base/result.hpp"

namespace fettle::store {

/// The failure of the last call on `database`; `file` names it in the message. What SQLite says
/// goes to `detail`.
Error sqlite_error(sqlite3* database, const std::string& file);

}  // namespace fettle::store
