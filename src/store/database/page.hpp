// One page of a list: what is asked of a store, and what it gives. A page goes on behind the last
// row of the one before (keyset), so that rows which come and go in between shift nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fettle::store {

enum class Direction { kAscending, kDescending };

/// Of the last row of a page: the value that it is sorted by, as text, and its id.
struct PageMark {
  std::string value;
  std::string id;
};

struct PageQuery {
  int limit = 50;    ///< ask the database for one row more: it tells whether there is another page
  std::string sort;  ///< one of the words that the route allows: never SQL as it is
  Direction direction = Direction::kAscending;
  std::optional<PageMark> after;
};

template <class T>
struct PageRows {
  std::vector<T> rows;     ///< up to `limit` + 1
  std::int64_t total = 0;  ///< of all pages, with the same filters
};

}  // namespace fettle::store
