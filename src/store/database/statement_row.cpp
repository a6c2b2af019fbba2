#include "store/database/statement_row.hpp"

#include <fmt/format.h>

namespace fettle::store {

Result<std::vector<std::size_t>> match_columns(const Cursor& cursor,
                                               const std::vector<std::string_view>& names) {
  const auto count = cursor.column_count();
  std::vector<std::size_t> columns;
  columns.reserve(names.size());
  for (const auto name : names) {
    // Nearly all queries name their columns in the order of the members.
    auto column = columns.size();
    if (column >= count || cursor.column_name(column) != name) column = 0;
    while (column < count && cursor.column_name(column) != name) ++column;
    if (column == count) {
      return fail(ErrorCode::kInternal, fmt::format("the query has no column \"{}\"", name));
    }
    columns.push_back(column);
  }
  FETTLE_TRY_VOID(expect_columns(cursor, names.size()));
  return columns;
}

Result<void> expect_columns(const Cursor& cursor, std::size_t count) {
  if (cursor.column_count() == count) return {};
  return fail(ErrorCode::kInternal, fmt::format("the query has {} columns; its reader takes {}",
                                                cursor.column_count(), count));
}

Error misfit(const Cursor& cursor, std::size_t column) {
  return {.code = ErrorCode::kIo,
          .message = fmt::format(
              "the database holds {} in column \"{}\", which this version of Fettle can't read; "
              "a newer Fettle may have written it",
              describe(cursor.value(column)), cursor.column_name(column))};
}

}  // namespace fettle::store
