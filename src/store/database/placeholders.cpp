#include "store/database/placeholders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace fettle::store {
namespace {

/// Past the end of `mark`, or the end of `sql` where it does not come.
std::size_t past(std::string_view sql, std::string_view mark, std::size_t from) {
  const auto found = sql.find(mark, from);
  return found == std::string_view::npos ? sql.size() : found + mark.size();
}

/// The length of the literal, quoted name or comment that `sql` begins with; 0 without one. A
/// doubled quote ends one literal and begins the next, which comes to the same.
std::size_t inert_length(std::string_view sql) {
  if (sql.starts_with('\'')) return past(sql, "'", 1);
  if (sql.starts_with('"')) return past(sql, "\"", 1);
  if (sql.starts_with("--")) return past(sql, "\n", 2);
  if (sql.starts_with("/*")) return past(sql, "*/", 2);
  return 0;
}

}  // namespace

NumberedStatement number_placeholders(std::string_view sql) {
  NumberedStatement numbered;
  while (!sql.empty()) {
    const auto inert = inert_length(sql);
    if (inert == 0 && sql.front() == '?') {
      numbered.sql += fmt::format("${}", ++numbered.values);
    } else {
      numbered.sql += sql.substr(0, std::max<std::size_t>(inert, 1));
    }
    sql.remove_prefix(std::max<std::size_t>(inert, 1));
  }
  return numbered;
}

}  // namespace fettle::store
