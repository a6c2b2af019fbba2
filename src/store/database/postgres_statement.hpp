// Prepared statements of one PostgreSQL connection, the values that are given to them and the rows
// that come back, all in the binary format: a text may have any length, a number is never parsed.
// Read on in postgres.cpp for the connection.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "store/database/libpq.hpp"
#include "store/database/statement_row.hpp"

namespace fettle::store {

struct FinishConnection {
  void operator()(PGconn* connection) const { pq().finish(connection); }
};
using PostgresHandle = std::unique_ptr<PGconn, FinishConnection>;

struct ClearResult {
  void operator()(PGresult* result) const { pq().clear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

/// PostgreSQL takes neither NUL nor what is no UTF-8 in a text; SQLite keeps both. A host may have
/// sent it in a message, which must not stop the batch. Bytes that matter are blobs.
bool is_storable(std::string_view text);
/// With U+FFFD for each byte that it does not take.
std::string repair(std::string_view text);

/// Values as libpq takes them. What they view must outlive this.
class PostgresValues {
 public:
  explicit PostgresValues(std::span<const Value> values);

  int count() const { return static_cast<int>(bytes_.size()); }
  const char* const* bytes() const { return bytes_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }
  /// 0 for NULL, which fits every type.
  const std::vector<Oid>& types() const { return types_; }

 private:
  using Number = std::array<char, 8>;
  void add(Oid type, std::string_view bytes);
  void add_text(std::string_view text);

  std::vector<const char*> bytes_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::vector<Oid> types_;
  std::vector<Number> numbers_;
  std::vector<std::unique_ptr<std::string>> repaired_;
};

class PostgresStatements {
 public:
  PostgresStatements(PGconn* connection, const std::string& name)
      : connection_(connection), name_(name) {}

  /// The name of the statement that was prepared for values of these types; null if there is none.
  const std::string* find(std::string_view sql, const PostgresValues& values) const;
  /// Prepares it: by a name of its own, or as the unnamed one ("") where too many are kept.
  Result<std::string> prepare(std::string_view sql, const PostgresValues& values);
  /// Starts anew on another connection.
  void forget(PGconn* connection);

 private:
  struct Prepared {
    std::string name;
    std::vector<Oid> types;  ///< 0 where the server chose, as only NULL was given
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name
  };
  PGconn* connection_;
  const std::string& name_;
  std::unordered_map<std::string, std::vector<Prepared>, Hash, std::equal_to<>> kept_;
  std::size_t count_ = 0;
};

/// Holds all rows of its query, so that the connection is free while they are read.
class PostgresCursor : public Cursor {
 public:
  explicit PostgresCursor(PostgresResult result) : result_(std::move(result)) {}

  /// kInternal where a column has a type that no value of ours has.
  Result<void> check_types() const;
  Result<bool> next() override { return ++row_ < pq().row_count(result_.get()); }
  std::size_t column_count() const override;
  std::string_view column_name(std::size_t column) const override;
  Value value(std::size_t column) const override;

 private:
  PostgresResult result_;
  int row_ = -1;
};

}  // namespace fettle::store
