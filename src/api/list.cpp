#include "api/list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <ranges>

namespace fettle::api {
namespace {

constexpr int kLimitMax = 200;

/// What a cursor holds, as JSON in hexadecimal digits.
struct Cursor {
  std::string sort;
  std::string value;
  std::string id;
};
BOOST_DESCRIBE_STRUCT(Cursor, (), (sort, value, id))

Result<int> read_limit(std::string_view text) {
  int limit = 50;
  if (text.empty()) return limit;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, limit);
  if (read.ec != std::errc() || read.ptr != end || limit < 1 || limit > kLimitMax) {
    return fail(ErrorCode::kMalformed, fmt::format("limit has to be from 1 to {}", kLimitMax));
  }
  return limit;
}

std::string sort_word(const store::PageQuery& query) {
  return (query.direction == store::Direction::kDescending ? "-" : "") + query.sort;
}

std::string to_hex(std::string_view bytes) {
  std::string digits;
  for (const auto byte : bytes) digits += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return digits;
}

std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (; digits.size() >= 2; digits.remove_prefix(2)) {
    unsigned byte = 0;
    std::from_chars(digits.data(), digits.data() + 2, byte, 16);
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

Result<store::PageMark> read_cursor(std::string_view text, const store::PageQuery& query) {
  auto cursor = from_json<Cursor>(from_hex(text));
  if (!cursor || cursor->sort != sort_word(query)) {
    return fail(ErrorCode::kMalformed,
                "cursor has to be a next_cursor of this list in the same order; start again "
                "without one");
  }
  return store::PageMark{std::move(cursor->value), std::move(cursor->id)};
}

std::string_view without_minus(std::string_view word) {
  return word.starts_with('-') ? word.substr(1) : word;
}

}  // namespace

Result<store::PageQuery> page_query(const Call& call, std::span<const std::string_view> sorts) {
  store::PageQuery query;
  FETTLE_TRY(limit, read_limit(call.request.parameter("limit")));
  query.limit = limit;
  auto sort = call.request.parameter("sort");
  if (sort.empty()) sort = sorts.front();
  const auto known = std::views::transform(sorts, without_minus);
  if (std::ranges::find(known, without_minus(sort)) == known.end()) {
    return fail(ErrorCode::kMalformed,
                fmt::format("sort has to be one of {}, with a - before it for descending order",
                            fmt::join(known, ", ")));
  }
  query.sort = without_minus(sort);
  if (sort.starts_with('-')) query.direction = store::Direction::kDescending;
  if (const auto cursor = call.request.parameter("cursor"); !cursor.empty()) {
    FETTLE_TRY(after, read_cursor(cursor, query));
    query.after = std::move(after);
  }
  return query;
}

std::string write_cursor(const store::PageQuery& query, const store::PageMark& last) {
  return to_hex(to_canonical_json(Cursor{sort_word(query), last.value, last.id}));
}

}  // namespace fettle::api
