// One connection to a database, whichever it is: statements with `?` for each value, rows into
// values, errors as `Error`s. Used by one thread at a time. Never asks SQL for the time, leases
// apart (database_now), and knows no table. open_database.hpp opens one; read on in
// statement_row.hpp for how rows become values.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "store/database/statement_row.hpp"
#include "store/database/statement_value.hpp"

namespace fettle::store {

enum class OpenMode { kReadWrite, kReadOnly };

enum class Durability {
  kFull,  ///< a commit is on disk when it returns
  /// A commit comes to the disk in its place before the next full one, or when the last connection
  /// is closed. A power cut may take it and what came after it; the end of a process may not.
  kDeferred,
  kNoneForTests,  ///< a power cut may destroy the database
};

/// What became of the transaction that was open when a connection was lost.
enum class LostTransaction { kNone, kCommitted, kRolledBack };

/// Errors: kConflict (a unique or foreign key stands against it), kBusy (somebody else holds the
/// database, or two transactions stood against each other: the whole transaction may be tried
/// again), kUnreachable (the server is gone: reopen and try again), kRefused (the server does not
/// let us in), kIo (anything else of the world), kInternal (a statement of ours is wrong).
class Connection {
 public:
  using Values = std::vector<Value>;

  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  /// Runs an insert, update or delete and says how many rows it changed; or any other statement,
  /// where the number means nothing.
  template <class... T>
  Result<std::int64_t> run(std::string_view sql, const T&... arguments) {
    const std::array<Value, sizeof...(T)> values{to_value(arguments)...};
    return execute(sql, values);
  }

  /// Runs a statement whose number of rows nobody asks for, without waiting for a server: its
  /// error may come from a later call, at the latest from the commit. Inside a transaction.
  template <class... T>
  Result<void> send(std::string_view sql, const T&... arguments) {
    const std::array<Value, sizeof...(T)> values{to_value(arguments)...};
    return execute_later(sql, values);
  }

  /// Runs an insert, update or delete for each of `rows`, which hold its values, and says how many
  /// rows of the table each of them changed. Waits for a server once. Inside a transaction.
  template <class... T>
  Result<std::vector<std::int64_t>> run_each(std::string_view sql,
                                             const std::vector<std::tuple<T...>>& rows) {
    return execute_each(sql, values_of(rows));
  }

  /// Inserts many rows by `insert into TABLE (COLUMNS) values (?, ...)`, a place for each column,
  /// the quickest way that the database has. Inside a transaction; errors as of `send`.
  template <class... T>
  Result<void> insert_each(std::string_view sql, const std::vector<std::tuple<T...>>& rows) {
    return insert_all(sql, values_of(rows));
  }

  /// All rows, in the order of the query.
  template <class Row, class... T>
  Result<std::vector<Row>> all(std::string_view sql, const T&... arguments) {
    const std::array<Value, sizeof...(T)> values{to_value(arguments)...};
    FETTLE_TRY(cursor, query(sql, values));
    FETTLE_TRY(reader, RowReader<Row>::match(*cursor));
    std::vector<Row> rows;
    while (true) {
      FETTLE_TRY(found, cursor->next());
      if (!found) return rows;
      Row row{};
      FETTLE_TRY_VOID(reader.read(*cursor, row));
      rows.push_back(std::move(row));
    }
  }

  /// The row of a query that has at most one.
  template <class Row, class... T>
  Result<std::optional<Row>> find(std::string_view sql, const T&... arguments) {
    FETTLE_TRY(rows, all<Row>(sql, arguments...));
    if (rows.size() > 1) return fail(ErrorCode::kInternal, "a query for one row has several");
    if (rows.empty()) return std::nullopt;
    return Row(std::move(rows.front()));
  }

  /// The row of a query that always has one: a count, a `returning`.
  template <class Row, class... T>
  Result<Row> one(std::string_view sql, const T&... arguments) {
    FETTLE_TRY(row, find<Row>(sql, arguments...));
    if (!row) return fail(ErrorCode::kInternal, "a query for one row has none");
    return *std::move(row);
  }

  // --- what each kind of database brings -------------------------------------------------------

  /// For messages: the file, or the server and database.
  virtual const std::string& name() const = 0;
  /// What `values` views must stay alive as long as the cursor.
  virtual Result<std::unique_ptr<Cursor>> query(std::string_view sql,
                                                std::span<const Value> values) = 0;
  virtual Result<std::int64_t> execute(std::string_view sql, std::span<const Value> values) = 0;
  virtual Result<void> execute_later(std::string_view sql, std::span<const Value> values) {
    FETTLE_TRY_VOID(execute(sql, values));
    return {};
  }
  virtual Result<std::vector<std::int64_t>> execute_each(std::string_view sql,
                                                         std::span<const Values> rows) {
    std::vector<std::int64_t> changed;
    changed.reserve(rows.size());
    for (const auto& row : rows) {
      FETTLE_TRY(count, execute(sql, row));
      changed.push_back(count);
    }
    return changed;
  }
  virtual Result<void> insert_all(std::string_view sql, std::span<const Values> rows) {
    for (const auto& row : rows) FETTLE_TRY_VOID(execute_later(sql, row));
    return {};
  }
  /// Several statements without values: a migration.
  virtual Result<void> run_script(std::string_view sql) = 0;
  virtual Result<bool> has_table(std::string_view table) = 0;
  /// A query for the database's own clock, in milliseconds since 1970.
  virtual std::string_view now_query() const = 0;
  /// SQL for fleet::natural_key of the text `sql`, by which names sort as people count.
  virtual std::string natural_key(std::string_view sql) const = 0;

  /// Of the transactions from now on; outside of one. A database that could be lost while we live
  /// on, as that of a server can, keeps all of them full.
  virtual Result<void> set_durability(Durability) { return {}; }

  /// Until `end_reading` or the next write, queries see the database as the first of them does,
  /// where holding it so costs less than it saves. Outside of a transaction. See `Reading`.
  virtual void begin_reading() {}
  virtual void end_reading() {}

  /// Begins a transaction that may write from its start.
  virtual Result<void> begin() = 0;
  /// As `begin`, and no other exclusive transaction runs beside it.
  virtual Result<void> begin_exclusive() { return begin(); }
  virtual Result<void> commit() {
    FETTLE_TRY_VOID(run("commit"));
    return {};
  }
  virtual void rollback() { [[maybe_unused]] const auto ended = run("rollback"); }

  /// Whether the server is gone: every call fails (kUnreachable) until `reopen` has succeeded.
  virtual bool is_lost() const { return false; }
  /// The same, and looks whether the server has hung up since the last call. Between statements.
  virtual bool is_cut() { return is_lost(); }
  /// Connects anew. kBusy where the server has not yet decided on the transaction that was open.
  virtual Result<LostTransaction> reopen() { return LostTransaction::kNone; }

 private:
  template <class... T>
  static std::vector<Values> values_of(const std::vector<std::tuple<T...>>& rows) {
    std::vector<Values> values;
    values.reserve(rows.size());
    for (const auto& row : rows) {
      values.push_back(
          std::apply([](const T&... members) { return Values{to_value(members)...}; }, row));
    }
    return values;
  }
};

/// The time by the database's clock, which all processes share: for leases alone.
Result<Instant> database_now(Connection& connection);

/// For a thread that only reads for a while: `begin_reading` while it lives.
class Reading {
 public:
  explicit Reading(Connection& connection) : connection_(connection) {
    connection_.begin_reading();
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  ~Reading() { connection_.end_reading(); }

 private:
  Connection& connection_;
};

/// What is written between `begin` and `commit` stands as a whole or, where the scope is left
/// without a commit, not at all. Transactions do not nest.
class Transaction {
 public:
  static Result<Transaction> begin(Connection& connection);
  /// For what reads before it writes, where no key of a table would refuse a second writer.
  static Result<Transaction> begin_exclusive(Connection& connection);
  Transaction(Transaction&& other) noexcept
      : connection_(std::exchange(other.connection_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  /// After an error the transaction is still open, and the end of the scope rolls it back.
  Result<void> commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;  ///< none once it has ended
};

}  // namespace fettle::store
