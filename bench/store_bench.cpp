// What the store costs over the database itself, on SQLite and on PostgreSQL with full durability:
// the launch of a batch of 10,000 sessions, their progress in group commits, and taking the batch
// up again. Beside each stand the same statements with the same values through the C interface of
// that database alone, with its answers read row by row; tools in turn, medians of five.
#include <fmt/format.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "embedded/migrations.hpp"
#include "store/apply_commits.hpp"
#include "store/batch_store.hpp"
#include "store/database/migrate.hpp"
#include "store/database/open_database.hpp"
#include "store/database/placeholders.hpp"
#include "store/database/postgres_server_test_support.hpp"
#include "store/database/postgres_statement.hpp"
#include "store/journal.hpp"
#include "store/lease.hpp"

namespace fettle::store {
namespace {

constexpr int kSessions = 10'000;
constexpr std::size_t kWritesOfACommit = 300;
constexpr int kRounds = 5;
constexpr Instant kNow{1'774'747'800'000};

constexpr const char* kLoad =
    "select id, position, wave, recheck, target, status, reason, state, released, status = "
    "'skipped' and ended_at is null as skipped_by_halt from sessions where batch_id = ? order by "
    "recheck, position, id";

void must(bool good, const char* what) {
  if (good) return;
  fmt::print(stderr, "store_bench: {} failed\n", what);
  std::abort();
}

double milliseconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

// --- what is stored ---------------------------------------------------------------------------

std::string session_id(int i) { return fmt::format("01957b2c-5400-7000-8000-{:012}", i); }

NewBatch make_batch() {
  NewBatch batch{.id = "b1", .name = "Bench", .created = kNow};
  batch.frozen.markdown = "# Bench\n";
  for (int i = 0; i < kSessions; ++i) {
    const auto name = fmt::format("host{:05}.example.org", i);
    batch.frozen.targets.push_back({name, {.name = name, .address = "192.0.2.1"}});
    batch.waves.push_back(i / 100);
    batch.sessions.push_back(session_id(i));
  }
  return batch;
}

/// Each session has run a step.
std::vector<ports::Write> make_progress() {
  std::vector<ports::Write> writes;
  for (int i = 0; i < kSessions; ++i) {
    const auto id = session_id(i);
    engine::SessionState state{.status = engine::SessionStatus::kRunning, .step = 1};
    state.attempts = {{.id = id + "-1"}};
    writes.emplace_back(ports::SessionSaved{id, state, kNow});
    writes.emplace_back(ports::StepSaved{id, {.step = 0}});
    writes.emplace_back(
        ports::EventAdded{"b1", i + 1, id, {.body = engine::SessionStarted{}, .at = kNow}});
  }
  return writes;
}

template <class Use>
void each_commit(std::span<const ports::Write> writes, Use use) {
  for (; !writes.empty(); writes = writes.subspan(std::min(kWritesOfACommit, writes.size()))) {
    use(writes.first(std::min(kWritesOfACommit, writes.size())));
  }
}

// --- the statements, as the store gave them ---------------------------------------------------

using OwnedValue = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

struct Statement {
  std::string sql;
  std::vector<OwnedValue> owned;

  std::vector<Value> values() const {
    std::vector<Value> views;
    for (const auto& value : owned) {
      views.push_back(std::visit(
          []<class T>(const T& held) -> Value {
            if constexpr (std::is_same_v<T, Blob>) {
              return BlobView{held.bytes};
            } else {
              return held;
            }
          },
          value));
    }
    return views;
  }
};

OwnedValue own(const Value& value) {
  return std::visit(
      []<class T>(const T& view) -> OwnedValue {
        if constexpr (std::is_same_v<T, BlobView>) {
          return Blob{std::string(view.bytes)};
        } else if constexpr (std::is_same_v<T, std::string_view>) {
          return std::string(view);
        } else {
          return view;
        }
      },
      value);
}

/// Writes down what passes; one list a transaction.
class Recorder : public Connection {
 public:
  explicit Recorder(Connection& real) : real_(real) {}
  std::vector<std::vector<Statement>> transactions;

  const std::string& name() const override { return real_.name(); }
  Result<std::unique_ptr<Cursor>> query(std::string_view sql,
                                        std::span<const Value> values) override {
    record(sql, values);
    return real_.query(sql, values);
  }
  Result<std::int64_t> execute(std::string_view sql, std::span<const Value> values) override {
    record(sql, values);
    return real_.execute(sql, values);
  }
  Result<void> run_script(std::string_view sql) override { return real_.run_script(sql); }
  Result<bool> has_table(std::string_view table) override { return real_.has_table(table); }
  std::string_view now_query() const override { return real_.now_query(); }
  std::string natural_key(std::string_view sql) const override { return real_.natural_key(sql); }
  Result<void> begin() override {
    transactions.emplace_back();
    return real_.begin();
  }
  Result<void> commit() override { return real_.commit(); }
  void rollback() override { real_.rollback(); }

 private:
  void record(std::string_view sql, std::span<const Value> values) {
    auto& statement = transactions.back().emplace_back(std::string(sql));
    for (const auto& value : values) statement.owned.push_back(own(value));
  }
  Connection& real_;
};

// --- the databases alone ----------------------------------------------------------------------

class RawSqlite {
 public:
  explicit RawSqlite(const std::string& file) {
    must(sqlite3_open(file.c_str(), &database_) == SQLITE_OK, "sqlite3_open");
    run("pragma foreign_keys = on");
    run("pragma synchronous = full");
  }
  ~RawSqlite() {
    for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(database_);
  }
  RawSqlite(const RawSqlite&) = delete;
  RawSqlite& operator=(const RawSqlite&) = delete;

  double replay(const std::vector<std::vector<Statement>>& transactions) {
    return milliseconds([&] {
      for (const auto& transaction : transactions) {
        run("begin immediate");
        for (const auto& one : transaction) {
          auto* statement = bind(one);
          auto status = sqlite3_step(statement);
          while (status == SQLITE_ROW) status = sqlite3_step(statement);
          must(status == SQLITE_DONE, one.sql.c_str());
          sqlite3_reset(statement);
        }
        run("commit");
      }
    });
  }

  double read(const std::string& batch) {
    const Statement one{kLoad, {batch}};
    std::vector<std::string> cells;
    return milliseconds([&] {
      auto* statement = bind(one);
      while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
          const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
          cells.emplace_back(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
        }
      }
      sqlite3_reset(statement);
      must(cells.size() == 10U * kSessions, "reading");
    });
  }

 private:
  void run(const char* sql) {
    must(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
  }

  sqlite3_stmt* bind(const Statement& one) {
    auto& statement = statements_[one.sql];
    if (statement == nullptr) {
      must(sqlite3_prepare_v3(database_, one.sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement,
                              nullptr) == SQLITE_OK,
           one.sql.c_str());
    }
    int place = 0;
    for (const auto& value : one.owned) {
      ++place;
      if (const auto* number = std::get_if<std::int64_t>(&value)) {
        sqlite3_bind_int64(statement, place, *number);
      } else if (const auto* text = std::get_if<std::string>(&value)) {
        sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_STATIC,
                            SQLITE_UTF8);
      } else {
        sqlite3_bind_null(statement, place);
      }
    }
    return statement;
  }

  sqlite3* database_ = nullptr;
  std::map<std::string, sqlite3_stmt*> statements_;
};

/// In pipelines of 500 statements.
class RawPostgres {
 public:
  explicit RawPostgres(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
    must(PQstatus(connection_.get()) == CONNECTION_OK, "PQconnectdb");
  }

  double replay(const std::vector<std::vector<Statement>>& transactions) {
    std::vector<std::vector<std::pair<std::string, PostgresValues>>> ready;
    for (const auto& transaction : transactions) {
      auto& list = ready.emplace_back();
      for (const auto& one : transaction) {
        PostgresValues values(one.values());
        list.emplace_back(prepare(one.sql, values), std::move(values));
      }
    }
    return milliseconds([&] {
      for (const auto& transaction : ready) {
        run("begin");
        PQenterPipelineMode(connection_.get());
        int sent = 0;
        for (const auto& [name, values] : transaction) {
          must(PQsendQueryPrepared(connection_.get(), name.c_str(), values.count(), values.bytes(),
                                   values.lengths(), values.formats(), 1) == 1,
               "PQsendQueryPrepared");
          if (++sent % 500 == 0) drain();
        }
        PQsendQueryParams(connection_.get(), "commit", 0, nullptr, nullptr, nullptr, nullptr, 1);
        drain();
        PQexitPipelineMode(connection_.get());
      }
    });
  }

  double read(const std::string& batch) {
    const Statement one{kLoad, {batch}};
    const PostgresValues values(one.values());
    const auto name = prepare(kLoad, values);
    std::vector<std::string> cells;
    return milliseconds([&] {
      const PostgresResult result(PQexecPrepared(connection_.get(), name.c_str(), values.count(),
                                                 values.bytes(), values.lengths(), values.formats(),
                                                 1));
      for (int row = 0; row < PQntuples(result.get()); ++row) {
        for (int i = 0; i < PQnfields(result.get()); ++i) {
          cells.emplace_back(PQgetvalue(result.get(), row, i),
                             static_cast<std::size_t>(PQgetlength(result.get(), row, i)));
        }
      }
      must(cells.size() == 10U * kSessions, "reading");
    });
  }

 private:
  void run(const char* sql) {
    const PostgresResult result(PQexec(connection_.get(), sql));
    must(PQresultStatus(result.get()) == PGRES_COMMAND_OK, sql);
  }

  std::string prepare(const std::string& sql, const PostgresValues& values) {
    const auto [known, is_new] = names_.try_emplace({sql, values.types()});
    if (!is_new) return known->second;
    known->second = fmt::format("r{}", names_.size());
    const PostgresResult result(PQprepare(connection_.get(), known->second.c_str(),
                                          number_placeholders(sql).sql.c_str(), values.count(),
                                          values.types().data()));
    must(PQresultStatus(result.get()) == PGRES_COMMAND_OK, sql.c_str());
    return known->second;
  }

  void drain() {
    PQpipelineSync(connection_.get());
    while (true) {
      const PostgresResult result(PQgetResult(connection_.get()));
      const auto status = PQresultStatus(result.get());
      if (result == nullptr || status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) continue;
      must(status == PGRES_PIPELINE_SYNC, PQresultErrorMessage(result.get()));
      return;
    }
  }

  PostgresHandle connection_;
  std::map<std::pair<std::string, std::vector<Oid>>, std::string> names_;
};

// --- in turn ----------------------------------------------------------------------------------

struct Times {
  double launch = 0;
  double progress = 0;
  double load = 0;
};

std::unique_ptr<Connection> open_new(const std::string& address) {
  auto connection = *open_database(address, OpenMode::kReadWrite);
  must(migrate(*connection, embedded::migrations(), kNow).has_value(), "migrate");
  return connection;
}

void apply_under(const Lease& lease, Connection& connection, std::span<const ports::Write> writes) {
  const ports::Commit commit{lease.batch, lease.number, {writes.begin(), writes.end()}, {}};
  std::vector<ports::Committed> answers;
  must(store::apply(connection, std::span(&commit, 1), answers).has_value(), "apply");
}

Lease lease_of(Connection& connection) {
  auto lease = take_lease(connection, "b1", {"bench", [](std::string_view) { return true; }});
  must(lease.has_value(), "take_lease");
  return *std::move(lease);
}

Times measure_store(Connection& connection, const NewBatch& batch,
                    const std::vector<ports::Write>& writes) {
  Times times;
  times.launch =
      milliseconds([&] { must(create_batch(connection, batch).has_value(), "create_batch"); });
  const auto lease = lease_of(connection);
  times.progress = milliseconds(
      [&] { each_commit(writes, [&](auto commit) { apply_under(lease, connection, commit); }); });
  times.load = milliseconds([&] { must(load_batch(connection, "b1").has_value(), "load_batch"); });
  return times;
}

struct Recorded {
  std::vector<std::vector<Statement>> launch;
  std::vector<std::vector<Statement>> progress;
};

/// On the same kind of database: where they differ, a statement is the database's own.
Recorded record(const std::string& address, const NewBatch& batch,
                const std::vector<ports::Write>& writes) {
  const auto scratch = open_new(address);
  Recorder recorder(*scratch);
  must(create_batch(recorder, batch).has_value(), "create_batch");
  Recorded recorded;
  recorded.launch = std::exchange(recorder.transactions, {});
  const auto lease = lease_of(*scratch);
  each_commit(writes, [&](auto commit) { apply_under(lease, recorder, commit); });
  recorded.progress = std::move(recorder.transactions);
  return recorded;
}

template <class Raw>
Times measure_raw(const std::string& address, const Recorded& recorded) {
  open_new(address);
  Raw raw(address);
  Times times;
  times.launch = raw.replay(recorded.launch);
  times.progress = raw.replay(recorded.progress);
  times.load = raw.read("b1");
  return times;
}

double median(const std::vector<Times>& all, double Times::* time) {
  std::vector<double> sorted;
  for (const auto& times : all) sorted.push_back(times.*time);
  std::ranges::sort(sorted);
  return sorted[sorted.size() / 2];
}

void print(const char* database, const std::vector<Times>& store, const std::vector<Times>& raw) {
  const auto line = [&](const char* what, double Times::* time) {
    const auto ours = median(store, time);
    const auto alone = median(raw, time);
    fmt::print("{:<11}{:<30}{:9.1f} ms{:9.1f} ms{:7.2f}\n", database, what, ours, alone,
               ours / alone);
  };
  line("launch", &Times::launch);
  line("progress, in group commits", &Times::progress);
  line("load_batch", &Times::load);
}

template <class Raw>
void compare(const char* database, const std::function<std::string()>& make_database) {
  const auto batch = make_batch();
  const auto writes = make_progress();
  const auto recorded = record(make_database(), batch, writes);
  std::vector<Times> store;
  std::vector<Times> raw;
  for (int round = 0; round < kRounds; ++round) {
    store.push_back(measure_store(*open_new(make_database()), batch, writes));
    raw.push_back(measure_raw<Raw>(make_database(), recorded));
  }
  print(database, store, raw);
}

void main_program() {
  std::string folder = std::filesystem::temp_directory_path() / "fettle-bench-XXXXXX";
  must(::mkdtemp(folder.data()) != nullptr, "mkdtemp");
  fmt::print("{:<41}{:>12}{:>12}{:>7}\n", "10,000 sessions", "store", "alone", "ratio");
  int files = 0;
  compare<RawSqlite>("SQLite", [&] { return fmt::format("{}/{}.db", folder, ++files); });
  std::filesystem::remove_all(folder);
  PostgresServer server(PostgresServer::Disk::kWaitedFor);
  compare<RawPostgres>("PostgreSQL", [&] { return server.make_database(); });
}

}  // namespace
}  // namespace fettle::store

int main() { fettle::store::main_program(); }
