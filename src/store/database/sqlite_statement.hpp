// Prepared statements of one SQLite connection: kept between calls, bound to values, read as a
// cursor. Read on in sqlite.cpp for the connection.
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.hpp"
#include "store/database/statement_row.hpp"

namespace fettle::store {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using SqliteHandle = std::unique_ptr<sqlite3, CloseDatabase>;

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

struct SqlHash : std::hash<std::string_view> {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name
};
/// By their SQL.
using SqliteStatementMap =
    std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, FinalizeStatement>, SqlHash,
                       std::equal_to<>>;
/// One that is in use, with its SQL.
using SqliteStatement = SqliteStatementMap::node_type;

/// Statements that are not in use. One that is running is not in here, so that a query inside the
/// loop over the same query gets a statement of its own.
class SqliteStatements {
 public:
  SqliteStatements(sqlite3* database, const std::string& file) : database_(database), file_(file) {}

  /// A statement ready to be bound, kept or new. `sql` must be exactly one statement.
  Result<SqliteStatement> take(std::string_view sql);
  void give_back(SqliteStatement statement);
  Error error() const;

 private:
  sqlite3* database_;
  const std::string& file_;
  SqliteStatementMap kept_;
};

class SqliteCursor : public Cursor {
 public:
  SqliteCursor(SqliteStatements& statements, SqliteStatement statement)
      : statements_(statements), statement_(std::move(statement)) {}
  ~SqliteCursor() override { statements_.give_back(std::move(statement_)); }

  Result<void> bind(std::span<const Value> values);
  Result<bool> next() override;
  std::size_t column_count() const override;
  std::string_view column_name(std::size_t column) const override;
  Value value(std::size_t column) const override;

 private:
  sqlite3_stmt* handle() const { return statement_.mapped().get(); }

  SqliteStatements& statements_;
  SqliteStatement statement_;
};

}  // namespace fettle::store
