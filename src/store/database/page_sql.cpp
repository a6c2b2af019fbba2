#include "store/database/page_sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/fleet/text.hpp"

namespace fettle::store {
namespace {

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() < 19 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::unexpected<Error> bad_cursor() {
  return fail(ErrorCode::kMalformed,
              "cursor has to be a next_cursor of this list; start again without one");
}

}  // namespace

Result<PageSql> page_sql(const Connection& connection, const PageQuery& query,
                         std::span<const SortColumn> columns) {
  const auto column = std::ranges::find(columns, query.sort, &SortColumn::word);
  if (column == columns.end()) {
    return fail(ErrorCode::kMalformed, "the list can't be sorted by " + fleet::quote(query.sort));
  }
  const bool number = column->kind == SortColumn::Kind::kNumber;
  if (query.after && (query.after->id.empty() || (number && !is_number(query.after->value)))) {
    return bad_cursor();
  }
  const bool descending = query.direction == Direction::kDescending;
  const auto key = [&](std::string_view text) {
    if (column->kind == SortColumn::Kind::kName) return connection.natural_key(text);
    return fmt::format("lower({})", text);
  };
  // The first page has no value, which is no number: its cast must not fail.
  const auto value = number ? "cast(coalesce(nullif(?, ''), '0') as bigint)" : key("?");
  const auto sorted = number ? std::string(column->column) : key(column->column);
  const auto after = query.after.value_or(PageMark{});
  return PageSql{.clause = fmt::format(
                     " and (? = '' or ({0}, id) {1} ({2}, ?)) order by {0} {3}, id {3} limit ?",
                     sorted, descending ? "<" : ">", value, descending ? "desc" : "asc"),
                 .id = after.id,
                 .value = after.value,
                 .rows = query.limit + 1};
}

Result<std::int64_t> number_behind(const PageQuery& query) {
  std::int64_t number = 0;
  if (!query.after) return number;
  const auto& text = query.after->value;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec == std::errc() && read.ptr == end && number > 0) return number;
  return bad_cursor();
}

std::string like_anywhere(std::string_view text) {
  if (text.empty()) return {};
  std::string pattern = "%";
  for (const char c : fleet::to_lower_ascii(text)) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + '%';
}

}  // namespace fettle::store
