#include "store/database/sqlite.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/fleet/natural_key.hpp"
#include "store/database/database_file.hpp"
#include "store/database/sqlite_error.hpp"
#include "store/database/sqlite_statement.hpp"

namespace fettle::store {
namespace {

constexpr int kBusyTimeoutMs = 5'000;
constexpr int kCacheKiB = 8192;  // pages that are asked for again and again; taken when they are
constexpr int kApplicationId = 0x4674746C;  // "Fttl", in the file's header
constexpr const char* kInMemory = ":memory:";

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(SqliteHandle handle, std::string file, Durability durability)
      : file_(std::move(file)),
        handle_(std::move(handle)),
        statements_(handle_.get(), file_),
        durability_(durability) {}

  const std::string& name() const override { return file_; }
  sqlite3* handle() const { return handle_.get(); }

  Result<std::unique_ptr<Cursor>> query(std::string_view sql,
                                        std::span<const Value> values) override {
    FETTLE_TRY(statement, statements_.take(sql));
    if (is_reading_ && sqlite3_stmt_readonly(statement.mapped().get()) == 0) end_reading();
    auto cursor = std::make_unique<SqliteCursor>(statements_, std::move(statement));
    FETTLE_TRY_VOID(cursor->bind(values));
    return cursor;
  }

  Result<std::int64_t> execute(std::string_view sql, std::span<const Value> values) override {
    FETTLE_TRY(cursor, query(sql, values));
    while (true) {
      FETTLE_TRY(found, cursor->next());
      if (!found) return sqlite3_changes64(handle_.get());
    }
  }

  Result<void> run_script(std::string_view sql) override {
    const std::string script(sql);
    const int status = sqlite3_exec(handle_.get(), script.c_str(), nullptr, nullptr, nullptr);
    if (status != SQLITE_OK) return std::unexpected(statements_.error());
    return {};
  }

  Result<bool> has_table(std::string_view table) override {
    return one<bool>(
        "select exists (select 1 from sqlite_master where type = 'table' and name = ?)", table);
  }

  /// `%f` are the seconds of the minute with three digits of a fraction.
  std::string_view now_query() const override {
    return "select cast(strftime('%s', 'now') as integer) * 1000 + "
           "cast(substr(strftime('%f', 'now'), 4) as integer)";
  }

  std::string natural_key(std::string_view sql) const override {
    return fmt::format("natural_key({})", sql);
  }

  /// In WAL mode every commit stands in one file, in order: a full one brings those before it to
  /// the disk, whichever connection made them (sqlite.org/pragma.html#pragma_synchronous).
  Result<void> set_durability(Durability wanted) override {
    if (wanted == durability_ || durability_ == Durability::kNoneForTests) return {};
    FETTLE_TRY_VOID(apply_durability(wanted));
    durability_ = wanted;
    return {};
  }

  /// Not as a prepared statement: SQLite does it while it prepares.
  Result<void> apply_durability(Durability wanted) {
    switch (wanted) {
      case Durability::kFull:
        return run_script("pragma synchronous = full");
      case Durability::kDeferred:
        return run_script("pragma synchronous = normal");
      case Durability::kNoneForTests:
        return run_script("pragma synchronous = off");
    }
    std::unreachable();
  }

  /// Each query by itself would take and give back SQLite's lock of the file: three system calls.
  void begin_reading() override { is_reading_ = run("begin deferred").has_value(); }
  void end_reading() override {
    if (std::exchange(is_reading_, false)) [[maybe_unused]]
      const auto ended = run("commit");
  }

  /// A deferred transaction that comes to write after another one committed fails at once, busy
  /// timeout or not; an immediate one waits for its turn.
  Result<void> begin() override {
    FETTLE_TRY_VOID(run("begin immediate"));
    return {};
  }

 private:
  std::string file_;
  SqliteHandle handle_;
  SqliteStatements statements_;
  Durability durability_;
  bool is_reading_ = false;
};

/// Makes the file, if there is none, for its owner alone; SQLite gives its other files the same
/// mode. A file that exists is never opened here: closing it would drop the locks that other
/// connections of this process hold on it (sqlite.org/howtocorrupt.html, 2.2).
Result<void> make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file >= 0) {
    ::close(file);
    return {};
  }
  const int reason = errno;
  if (reason == EEXIST) return {};
  if (reason == ENOENT || reason == ENOTDIR) {
    return fail(
        ErrorCode::kNotFound,
        fmt::format("the folder of the database {} does not exist: make it, or name another file",
                    path));
  }
  return fail(ErrorCode::kIo, fmt::format("the database {} can't be made ({}): name another file",
                                          path, std::generic_category().message(reason)));
}

Result<void> prepare_file(const std::string& path, OpenMode mode) {
  if (path == kInMemory) return {};
  FETTLE_TRY(exists, check_database_file(path));
  if (exists) return {};
  if (mode == OpenMode::kReadWrite) return make_private_file(path);
  return fail(ErrorCode::kNotFound, fmt::format("there is no database {}: check the path", path));
}

/// Whether the database is empty; an error where it is not ours. The schema is asked for before the
/// owner: another process marks a new file as ours before it makes the first table.
Result<bool> is_unused(Connection& connection) {
  FETTLE_TRY(schema, connection.one<std::int64_t>("pragma schema_version"));
  FETTLE_TRY(owner, connection.one<std::int64_t>("pragma application_id"));
  if (owner == kApplicationId) return false;
  if (owner == 0 && schema == 0) return true;
  return fail(ErrorCode::kIo, fmt::format("{} is a database of another program: name another file",
                                          connection.name()));
}

/// The busy timeout does not hold for the change into WAL, which two who make one file both try.
Result<void> enter_wal(Connection& connection) {
  constexpr int kPauseMs = 5;
  for (int waited_ms = 0;; waited_ms += kPauseMs) {
    auto entered = connection.run("pragma journal_mode = wal");
    if (entered) return {};
    if (entered.error().code != ErrorCode::kBusy || waited_ms >= kBusyTimeoutMs) {
      return std::unexpected(std::move(entered).error());
    }
    sqlite3_sleep(kPauseMs);
  }
}

/// The SQL function of that name.
void natural_key(sqlite3_context* call, int /*count*/, sqlite3_value** values) {
  const auto* const bytes = static_cast<const char*>(sqlite3_value_blob(values[0]));
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
  const auto key = fleet::natural_key(bytes == nullptr ? "" : std::string_view(bytes, size));
  sqlite3_result_text64(call, key.data(), key.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void add_functions(sqlite3* handle) {
  sqlite3_create_function_v2(handle, "natural_key", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                             natural_key, nullptr, nullptr, nullptr);
}

/// Brings a new file and its name to the disk: SQLite throws a WAL away whose database is empty.
Result<void> sync_new_file(const SqliteConnection& connection) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (file == nullptr || file->pMethods == nullptr) return {};  // in memory
  bool synced = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL) == SQLITE_OK;
  const auto folder = std::filesystem::absolute(connection.name()).parent_path();
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened >= 0) {
    synced = ::fsync(opened) == 0 && synced;
    ::close(opened);
  }
  if (synced) return {};
  return fail(ErrorCode::kIo,
              fmt::format("the new database {} can't be brought to the disk", connection.name()));
}

/// Waits for the disk once, and not seven times, as there is nothing in it that could be lost. It
/// is ours, for others too, from when the file is there.
Result<void> make_ours(SqliteConnection& connection, Durability durability) {
  FETTLE_TRY_VOID(connection.apply_durability(Durability::kNoneForTests));
  FETTLE_TRY_VOID(enter_wal(connection));
  if (durability != Durability::kNoneForTests) FETTLE_TRY_VOID(sync_new_file(connection));
  FETTLE_TRY_VOID(connection.run_script(fmt::format("pragma application_id = {}", kApplicationId)));
  return connection.apply_durability(durability);
}

Result<void> configure(SqliteConnection& connection, OpenMode mode, Durability durability) {
  sqlite3_busy_timeout(connection.handle(), kBusyTimeoutMs);
  add_functions(connection.handle());
  FETTLE_TRY_VOID(connection.run("pragma foreign_keys = on"));
  FETTLE_TRY_VOID(connection.run_script(fmt::format("pragma cache_size = -{}", kCacheKiB)));
  FETTLE_TRY(unused, is_unused(connection));
  if (mode == OpenMode::kReadOnly) return {};
  // SQLite silently opens a file that may not be written for reading.
  if (sqlite3_db_readonly(connection.handle(), "main") == 1) {
    return fail(ErrorCode::kIo, fmt::format("the database {} can't be written: check the "
                                            "permissions of the file and its folder",
                                            connection.name()));
  }
  if (unused) return make_ours(connection, durability);
  FETTLE_TRY_VOID(enter_wal(connection));
  return connection.apply_durability(durability);
}

}  // namespace

Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path, OpenMode mode,
                                                Durability durability) {
  FETTLE_TRY_VOID(prepare_file(path, mode));
  const int access = mode == OpenMode::kReadOnly ? SQLITE_OPEN_READONLY
                                                 : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* opened = nullptr;
  const int status = sqlite3_open_v2(path.c_str(), &opened,
                                     access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  SqliteHandle handle(opened);
  if (status != SQLITE_OK) return std::unexpected(sqlite_error(handle.get(), path));
  auto connection = std::make_unique<SqliteConnection>(std::move(handle), path, durability);
  FETTLE_TRY_VOID(configure(*connection, mode, durability));
  return connection;
}

}  // namespace fettle::store
