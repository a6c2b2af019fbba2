// May the file that somebody named be used as a database? What stands in it is carried out on
// targets, so nobody else may have written it. Looks, and never opens: closing a database drops the
// locks that other connections of this process hold on it.
#pragma once

#include <string>

#include "base/result.hpp"

namespace fettle::store {

/// False where there is no such file. Errors: kInvalid where it, or one of the files that SQLite
/// keeps beside it, is no regular file, belongs to another account or may be written by anybody.
Result<bool> check_database_file(const std::string& path);

}  // namespace fettle::store
