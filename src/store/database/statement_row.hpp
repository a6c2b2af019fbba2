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
Result<void> read_column(const Cursor& cursor, std::size_t column, T& out) {
  if (from_value(cursor.value(column), out)) return {};
  return std::unexpected(misfit(cursor, column));
}

/// Reads rows of one query, whose columns are matched once.
template <class Row>
class RowReader {
 public:
  static Result<RowReader> match(const Cursor& cursor) {
    FETTLE_TRY_VOID(expect_columns(cursor, 1));
    return RowReader();
  }

  Result<Row> read(const Cursor& cursor) const {
    Row row{};
    FETTLE_TRY_VOID(read_column(cursor, 0, row));
    return row;
  }
};

template <class... T>
class RowReader<std::tuple<T...>> {
 public:
  static Result<RowReader> match(const Cursor& cursor) {
    FETTLE_TRY_VOID(expect_columns(cursor, sizeof...(T)));
    return RowReader();
  }

  Result<std::tuple<T...>> read(const Cursor& cursor) const {
    std::tuple<T...> row;
    Result<void> done;
    std::size_t column = 0;
    const auto read_next = [&](auto& member) {
      done = read_column(cursor, column++, member);
      return done.has_value();
    };
    std::apply([&](auto&... member) { (read_next(member) && ...); }, row);
    if (!done) return std::unexpected(std::move(done).error());
    return row;
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

  Result<Row> read(const Cursor& cursor) const {
    Row row{};
    Result<void> done;
    auto column = columns_.begin();
    boost::mp11::mp_for_each<Members<Row>>([&](auto member) {
      if (done) done = read_column(cursor, *column++, row.*member.pointer);
    });
    if (!done) return std::unexpected(std::move(done).error());
    return row;
  }

 private:
  std::vector<std::size_t> columns_;  ///< of each member
};

}  // namespace fettle::store
