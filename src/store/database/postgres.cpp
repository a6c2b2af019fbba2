#include "store/database/postgres.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <utility>

#include "store/database/postgres_connect.hpp"
#include "store/database/postgres_copy.hpp"
#include "store/database/postgres_error.hpp"
#include "store/database/postgres_statement.hpp"

namespace fettle::store {
namespace {

constexpr int kBinary = 1;
constexpr int kMaxSent = 500;  ///< statements whose answers have not been read

/// The one place where the texts of our statements differ: migrations say `blob`, which PostgreSQL
/// calls `bytea`. A domain makes the name known; columns of it are read and written as bytea.
constexpr const char* kBlobType =
    "do $$ begin create domain blob as bytea; "
    "exception when duplicate_object or unique_violation then null; end $$";

/// Any number that no other program is likely to lock in this database: "Fttl".
constexpr const char* kLockOut = "select pg_advisory_xact_lock(1181906028)";

std::int64_t changed_rows(const PostgresResult& answer) {
  const std::string_view changed = pq().command_tuples(answer.get());
  std::int64_t count = 0;
  std::from_chars(changed.data(), changed.data() + changed.size(), count);
  return count;
}

class PostgresConnection final : public Connection {
 public:
  PostgresConnection(PostgresHandle handle, PostgresAddress address)
      : address_(std::move(address)), handle_(std::move(handle)), statements_(pg(), name()) {}

  const std::string& name() const override { return address_.name; }

  Result<std::unique_ptr<Cursor>> query(std::string_view sql,
                                        std::span<const Value> values) override {
    FETTLE_TRY(answer, run_prepared(sql, values));
    auto cursor = std::make_unique<PostgresCursor>(std::move(answer));
    FETTLE_TRY_VOID(cursor->check_types());
    return cursor;
  }

  Result<std::int64_t> execute(std::string_view sql, std::span<const Value> values) override {
    FETTLE_TRY(answer, run_prepared(sql, values));
    return changed_rows(answer);
  }

  Result<void> execute_later(std::string_view sql, std::span<const Value> values) override;
  Result<std::vector<std::int64_t>> execute_each(std::string_view sql,
                                                 std::span<const Values> rows) override;
  Result<void> insert_all(std::string_view sql, std::span<const Values> rows) override;
  Result<void> run_script(std::string_view sql) override;
  Result<bool> has_table(std::string_view table) override {
    return one<bool>(
        "select exists (select 1 from pg_tables where schemaname = current_schema() and "
        "tablename = ?)",
        table);
  }
  std::string_view now_query() const override {
    return "select cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)";
  }
  /// Twenty zeros before each number, and of each then its last twenty digits.
  std::string natural_key(std::string_view sql) const override {
    return fmt::format(
        "(regexp_replace(regexp_replace(lower({}), '([0-9]+)', '{:020}\\1', 'g'), "
        "'[0-9]*([0-9]{{20}})', '\\1', 'g') collate \"C\")",
        sql, 0);
  }

  Result<void> begin() override;
  Result<void> begin_exclusive() override;
  Result<void> commit() override;
  void rollback() override;
  bool is_lost() const override { return pq().status(pg()) != CONNECTION_OK; }
  bool is_cut() override {
    pq().consume_input(pg());  // reads what is there, and waits for nothing
    return is_lost();
  }
  Result<LostTransaction> reopen() override;

 private:
  PGconn* pg() const { return handle_.get(); }
  Error error(const PostgresResult& result) const {
    return postgres_error(pg(), result.get(), name());
  }
  /// Whether it ended well; what it gives is no use to us.
  Result<void> check(const PostgresResult& result) const;
  Result<PostgresResult> run_prepared(std::string_view sql, std::span<const Value> values);
  Result<std::string> statement(std::string_view sql, const PostgresValues& values);
  Result<void> run_simple(const char* sql);
  Result<void> send_prepared(const std::string& statement, const PostgresValues& given);
  /// Reads the answers to what was sent; the first error of them. Appends to `changed` how many
  /// rows each has changed.
  Result<void> drain(std::vector<std::int64_t>* changed = nullptr);
  Result<LostTransaction> ask_about_commit(PGconn* connection) const;

  PostgresAddress address_;
  PostgresHandle handle_;
  PostgresStatements statements_;
  int sent_ = 0;              ///< statements whose answers are still to be read
  std::string transaction_;   ///< number of the open one
  bool committing_ = false;   ///< its commit was sent
  bool rolled_back_ = false;  ///< a commit was answered by this
};

Result<void> PostgresConnection::check(const PostgresResult& result) const {
  const auto status = pq().result_status(result.get());
  if (status == PGRES_EMPTY_QUERY) return fail(ErrorCode::kInternal, "not one SQL statement: \"\"");
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return {};
  return std::unexpected(error(result));
}

Result<std::string> PostgresConnection::statement(std::string_view sql,
                                                  const PostgresValues& values) {
  if (const auto* known = statements_.find(sql, values)) return *known;
  return statements_.prepare(sql, values);
}

Result<PostgresResult> PostgresConnection::run_prepared(std::string_view sql,
                                                        std::span<const Value> values) {
  FETTLE_TRY_VOID(drain());
  const PostgresValues given(values);
  FETTLE_TRY(prepared, statement(sql, given));
  PostgresResult answer(pq().exec_prepared(pg(), prepared.c_str(), given.count(), given.bytes(),
                                           given.lengths(), given.formats(), kBinary));
  FETTLE_TRY_VOID(check(answer));
  return answer;
}

Result<void> PostgresConnection::run_simple(const char* sql) {
  FETTLE_TRY_VOID(drain());
  return check(PostgresResult(pq().exec(pg(), sql)));
}

Result<void> PostgresConnection::run_script(std::string_view sql) {
  FETTLE_TRY_VOID(run_simple(kBlobType));
  return run_simple(std::string(sql).c_str());
}

// --- statements that are not waited for -------------------------------------------------------

Result<void> PostgresConnection::execute_later(std::string_view sql,
                                               std::span<const Value> values) {
  const PostgresValues given(values);
  const auto* known = statements_.find(sql, given);
  // Outside of a transaction, all that is sent together would be one.
  if (known == nullptr || transaction_.empty()) return Connection::execute_later(sql, values);
  FETTLE_TRY_VOID(send_prepared(*known, given));
  return sent_ < kMaxSent ? Result<void>() : drain();
}

Result<void> PostgresConnection::send_prepared(const std::string& statement,
                                               const PostgresValues& given) {
  if (sent_ == 0 && pq().enter_pipeline_mode(pg()) != 1) return std::unexpected(error({}));
  ++sent_;
  if (pq().send_query_prepared(pg(), statement.c_str(), given.count(), given.bytes(),
                               given.lengths(), given.formats(), kBinary) == 1) {
    return {};
  }
  FETTLE_TRY_VOID(drain());
  return std::unexpected(error({}));
}

Result<std::vector<std::int64_t>> PostgresConnection::execute_each(std::string_view sql,
                                                                   std::span<const Values> rows) {
  if (transaction_.empty()) return Connection::execute_each(sql, rows);
  FETTLE_TRY_VOID(drain());
  std::vector<std::int64_t> changed;
  changed.reserve(rows.size());
  for (const auto& row : rows) {
    const PostgresValues given(row);
    const auto* known = statements_.find(sql, given);
    if (known == nullptr || sent_ >= kMaxSent) FETTLE_TRY_VOID(drain(&changed));
    FETTLE_TRY(prepared, statement(sql, given));
    FETTLE_TRY_VOID(send_prepared(prepared, given));
  }
  FETTLE_TRY_VOID(drain(&changed));
  return changed;
}

Result<void> PostgresConnection::drain(std::vector<std::int64_t>* changed) {
  if (std::exchange(sent_, 0) == 0) return {};
  Result<void> first;
  bool synced = pq().pipeline_sync(pg()) != 1;
  int nulls = 0;
  while (!synced && !is_lost()) {
    // Each statement's answer is followed by a null one; more come where there is nobody to answer.
    const PostgresResult result(pq().get_result(pg()));
    if (result == nullptr && ++nulls > 1) pq().consume_input(pg());
    if (result == nullptr) continue;
    nulls = 0;
    synced = pq().result_status(result.get()) == PGRES_PIPELINE_SYNC;
    if (!synced && first) first = check(result);
    if (!synced && changed != nullptr) changed->push_back(changed_rows(result));
    if (pq().command_status(result.get()) == std::string_view("ROLLBACK")) rolled_back_ = true;
  }
  pq().exit_pipeline_mode(pg());
  if (first && is_lost()) return std::unexpected(error({}));
  return first;
}

// --- many rows --------------------------------------------------------------------------------

/// Below this the round trips of COPY cost more than a statement for each, which has none.
constexpr std::size_t kCopyRowsMin = 50;

Result<void> PostgresConnection::insert_all(std::string_view sql, std::span<const Values> rows) {
  if (rows.size() < kCopyRowsMin) return Connection::insert_all(sql, rows);
  FETTLE_TRY_VOID(drain());
  const PostgresResult begun(pq().exec(pg(), copy_statement(sql).c_str()));
  if (pq().result_status(begun.get()) != PGRES_COPY_IN) return std::unexpected(error(begun));
  constexpr std::size_t kPiece = std::size_t{256} << 10U;
  std::string piece;
  const auto send_piece = [&] {
    const bool was_taken =
        pq().put_copy_data(pg(), piece.data(), static_cast<int>(piece.size())) == 1;
    piece.clear();
    return was_taken;
  };
  bool is_taken = true;
  for (const auto& row : rows) {
    append_copy_row(piece, row);
    if (piece.size() >= kPiece) is_taken = is_taken && send_piece();
  }
  is_taken = is_taken && send_piece() && pq().put_copy_end(pg(), nullptr) == 1;
  Result<void> done;
  if (!is_taken) done = std::unexpected(error({}));
  while (!is_lost()) {
    const PostgresResult result(pq().get_result(pg()));
    if (result == nullptr) break;
    if (done) done = check(result);
  }
  return done;
}

// --- transactions -----------------------------------------------------------------------------

Result<void> PostgresConnection::begin() {
  FETTLE_TRY_VOID(drain());
  if (pq().transaction_status(pg()) != PQTRANS_IDLE && !is_lost()) {
    return fail(ErrorCode::kInternal, "a transaction was begun within another");
  }
  const PostgresResult answer(pq().exec(pg(), "begin; select pg_current_xact_id()::text"));
  FETTLE_TRY_VOID(check(answer));
  transaction_ = pq().value(answer.get(), 0, 0);
  committing_ = false;
  return {};
}

Result<void> PostgresConnection::begin_exclusive() {
  FETTLE_TRY_VOID(begin());
  auto locked = run_simple(kLockOut);
  if (!locked) rollback();
  return locked;
}

/// Goes out with what was sent before it, so that a transaction waits for the server once.
Result<void> PostgresConnection::commit() {
  if (sent_ == 0 && pq().enter_pipeline_mode(pg()) != 1) return std::unexpected(error({}));
  ++sent_;
  committing_ = true;
  const bool was_sent =
      pq().send_query_params(pg(), "commit", 0, nullptr, nullptr, nullptr, nullptr, kBinary) == 1;
  auto done = drain();
  if (!is_lost()) committing_ = false;
  if (done && !was_sent) done = std::unexpected(error({}));
  // A commit after a failed statement is answered without an error, and rolls back.
  if (done && std::exchange(rolled_back_, false)) {
    done = fail(ErrorCode::kInternal, "a transaction was committed after a statement had failed");
  }
  if (done) transaction_.clear();
  return done;
}

void PostgresConnection::rollback() {
  [[maybe_unused]] const auto sent = drain();
  if (is_lost()) return;  // reopen() tells what became of it
  [[maybe_unused]] const auto done = run_simple("rollback");
  transaction_.clear();
}

// --- a server that went away ------------------------------------------------------------------

Result<LostTransaction> PostgresConnection::ask_about_commit(PGconn* connection) const {
  const auto* number = transaction_.c_str();
  const PostgresResult result(pq().exec_params(connection, "select pg_xact_status($1::xid8)", 1,
                                               nullptr, &number, nullptr, nullptr, 0));
  if (pq().result_status(result.get()) != PGRES_TUPLES_OK) {
    return std::unexpected(postgres_error(connection, result.get(), name()));
  }
  const std::string_view status = pq().value(result.get(), 0, 0);
  if (status == "committed") return LostTransaction::kCommitted;
  if (status == "aborted") return LostTransaction::kRolledBack;
  if (status.empty()) {
    return fail(ErrorCode::kIo,
                fmt::format("the server of the database {} no longer knows whether the last "
                            "transaction stands: start again from what is stored",
                            name()));
  }
  return fail(ErrorCode::kBusy,
              fmt::format("the server of the database {} has not yet decided on the last "
                          "transaction: try again",
                          name()));
}

Result<LostTransaction> PostgresConnection::reopen() {
  FETTLE_TRY(fresh, connect(address_));
  auto became = LostTransaction::kNone;
  if (!transaction_.empty()) became = LostTransaction::kRolledBack;
  if (committing_) {
    FETTLE_TRY(asked, ask_about_commit(fresh.get()));
    became = asked;
  }
  handle_ = std::move(fresh);
  statements_.forget(pg());
  transaction_.clear();
  committing_ = false;
  sent_ = 0;
  return became;
}

}  // namespace

bool is_postgres_url(std::string_view address) {
  return address.starts_with("postgresql://") || address.starts_with("postgres://");
}

Result<std::unique_ptr<Connection>> open_postgres(const std::string& url, OpenMode mode,
                                                  Durability durability) {
  FETTLE_TRY_VOID(load_libpq());
  FETTLE_TRY(address, read_address(url, mode, durability));
  FETTLE_TRY(handle, connect(address));
  return std::make_unique<PostgresConnection>(std::move(handle), std::move(address));
}

}  // namespace fettle::store
