// Short lists in the order in which things were made: what is asked for, and the answer. Longer
// ones, which can be sorted, stand on store/database/page.hpp.
#pragma once

#include <boost/describe/class.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "store/database/id_page.hpp"

namespace fettle::usecases {

struct ListRequest {
  int limit = 50;      ///< 1 to 200
  std::string cursor;  ///< of the page before; empty: the first page
};

template <class T>
struct Listed {
  std::vector<T> items;
  std::optional<std::string> next_cursor;
  std::int64_t total = 0;
  BOOST_DESCRIBE_CLASS(Listed, (), (items, next_cursor, total), (), ())
};

/// One row more than is shown, which tells whether a page follows. kMalformed for a limit out of
/// range.
Result<store::IdPage> id_page(const ListRequest& request);

/// `view` makes of each row what is shown; the cursor is the last row's id.
template <class Row, class View>
auto list_rows(const ListRequest& request, std::vector<Row> rows, std::int64_t total, View view) {
  Listed<decltype(view(rows.front()))> listed{.items = {}, .next_cursor = {}, .total = total};
  const auto limit = static_cast<std::size_t>(request.limit);
  if (rows.size() > limit) {
    rows.resize(limit);
    listed.next_cursor = rows.back().id;
  }
  for (const auto& row : rows) listed.items.push_back(view(row));
  return listed;
}

}  // namespace fettle::usecases
