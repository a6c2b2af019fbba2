// What a page of a list is in SQL: the condition that it lies behind the last row of the page
// before, the order and the limit. Knows no table; the words of sorting are each store's.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/database/connection.hpp"
#include "store/database/page.hpp"

namespace fettle::store {

/// A way to sort a list; `id` is always the last column of the order, so that it is whole.
struct SortColumn {
  std::string_view word;    ///< as the caller says it: `updated_at`
  std::string_view column;  ///< in SQL
  /// Text sorts without regard to case; a name as people count, `web-2` before `web-10`.
  enum class Kind { kText, kName, kNumber } kind = Kind::kText;
};

/// `clause` goes behind the conditions of a query; its values are, in this order, `id`, `value`,
/// `id`, `rows`.
struct PageSql {
  std::string clause;
  std::string id;     ///< of the row that the page begins behind; empty: the first page
  std::string value;  ///< that this row was sorted by
  int rows = 0;       ///< one more than is shown
};

/// kMalformed where the query was not made for `columns`.
Result<PageSql> page_sql(const Connection& connection, const PageQuery& query,
                         std::span<const SortColumn> columns);

/// Of a list that is sorted by one number from the greatest on: the number that the page begins
/// behind; 0: the first page.
Result<std::int64_t> number_behind(const PageQuery& query);

/// A pattern for `like ? escape '!'` that finds `text` anywhere in a text of lower case; empty for
/// an empty text.
std::string like_anywhere(std::string_view text);

}  // namespace fettle::store
