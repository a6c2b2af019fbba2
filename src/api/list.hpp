// Lists: `limit`, `cursor` and `sort` of a request into a store's page, and the page into the
// answer `{"items", "next_cursor", "total"}`. A cursor is opaque to callers and good for the sort
// order that it came with.
#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/answer.hpp"
#include "store/database/page.hpp"

namespace fettle::api {

/// `sorts` are the words that `sort` may be, each also with a `-` before it (descending); the first
/// is the default, which may have that `-` itself. kMalformed where a parameter is something else.
Result<store::PageQuery> page_query(const Call& call, std::span<const std::string_view> sorts);

std::string write_cursor(const store::PageQuery& query, const store::PageMark& last);

template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next_cursor;
  std::int64_t total = 0;
  BOOST_DESCRIBE_CLASS(Page, (), (items, next_cursor, total), (), ())
};

/// `mark` gives a row's PageMark.
template <class T, class Mark>
http::Response page_answer(const store::PageQuery& query, store::PageRows<T> found, Mark mark) {
  Page<T> page{.items = std::move(found.rows), .next_cursor = {}, .total = found.total};
  const auto limit = static_cast<std::size_t>(query.limit);
  if (page.items.size() > limit) {
    page.items.resize(limit);
    page.next_cursor = write_cursor(query, mark(page.items.back()));
  }
  return json_answer(page);
}

}  // namespace fettle::api
