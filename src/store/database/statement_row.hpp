// The rows of a query and how they become values: a described struct takes each member from the
// column of its name, a tuple takes columns by position, anything else is the only column. A query
// whose columns are not exactly those is our own fault (kInternal); a value that does not fit is
// a damaged or foreign database (kIo).
#pragma once

#include <boost/mp11/algorithm.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/described.hpp"
#include "base/result.hpp"
#include "store/database/statement_value.hpp"

namespace fettle::store {

/// The rows of one running query, read forward once. It must end before its connection, and views
/// of a row end with the next call of `next`.
class Cursor {
 public:
  Cursor() = default;
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  virtual ~Cursor() = default;

  /// False past the last row.
  virtual Result<bool> next() = 0;
  virtual std::size_t column_count() const = 0;
  virtual std::string_view column_name(std::size_t column) const = 0;
  virtual Value value(std::size_t column) const = 0;
};

/// For each name the number of its column; kInternal unless `cursor` has just these columns.
Result<std::vector<std::size_t>> match_columns(const Cursor& cursor,
                                               const std::vector<std::string_view>& names);
/// kInternal unless `cursor` has that many columns.
Result<void> expect_columns(const Cursor& cursor, std::size_t count);
Error misfit(const Cursor& cursor, std::size_t column);

template <class T>
bool read_column(const Cursor& cursor, std::size_t column, T& out) {
  return from_value(cursor.value(column), out);
}

/// Reads rows of one query, whose columns are matched once.
template <class Row>
class RowReader {
 public:
  static Result<RowReader> match(const Cursor& cursor) {
    FETTLE_TRY_VOID(expect_columns(cursor, 1));
    return RowReader();
  }

  Result<void> read(const Cursor& cursor, Row& row) const {
    if (read_column(cursor, 0, row)) return {};
    return std::unexpected(misfit(cursor, 0));
  }
};

template <class... T>
class RowReader<std::tuple<T...>> {
 public:
  static Result<RowReader> match(const Cursor& cursor) {
    FETTLE_TRY_VOID(expect_columns(cursor, sizeof...(T)));
    return RowReader();
  }

  Result<void> read(const Cursor& cursor, std::tuple<T...>& row) const {
    std::size_t column = 0;
    const auto read_next = [&](auto& member) {
      if (!read_column(cursor, column, member)) return false;
      ++column;
      return true;
    };
    if (std::apply([&](auto&... member) { return (read_next(member) && ...); }, row)) return {};
    return std::unexpected(misfit(cursor, column));
  }
};

template <DescribedStruct Row>
class RowReader<Row> {
 public:
  static Result<RowReader> match(const Cursor& cursor) {
    std::vector<std::string_view> names;
    boost::mp11::mp_for_each<Members<Row>>([&](auto member) { names.emplace_back(member.name); });
    RowReader reader;
    FETTLE_TRY(columns, match_columns(cursor, names));
    reader.columns_ = std::move(columns);
    return reader;
  }

  Result<void> read(const Cursor& cursor, Row& row) const {
    bool fits = true;
    auto column = columns_.begin();
    boost::mp11::mp_for_each<Members<Row>>([&](auto member) {
      fits = fits && read_column(cursor, *column, row.*member.pointer);
      if (fits) ++column;
    });
    if (fits) return {};
    return std::unexpected(misfit(cursor, *column));
  }

 private:
  std::vector<std::size_t> columns_;  ///< of each member
};

}  // namespace fettle::store
