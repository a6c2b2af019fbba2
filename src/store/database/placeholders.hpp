// Statements are written with `?` for each value; PostgreSQL wants `$1`, `$2` and so on. A `?` in a
// literal, a quoted name or a comment is left alone. Reads SQL as both databases do, without the
// extensions of either (E'...' and $$...$$ of PostgreSQL, [...] of SQLite).
#pragma once

#include <string>
#include <string_view>

namespace fettle::store {

struct NumberedStatement {
  std::string sql;
  int values = 0;  ///< how many it takes
};

NumberedStatement number_placeholders(std::string_view sql);

}  // namespace fettle::store
