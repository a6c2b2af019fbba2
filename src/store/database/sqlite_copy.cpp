#include "store/database/sqlite_copy.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>

#include "store/database/sqlite.hpp"
#include "store/database/sqlite_error.hpp"
#include "store/database/sqlite_statement.hpp"

namespace fettle::store {
namespace {

constexpr int kPagesAStep = 4096;
constexpr int kBusyTimeoutMs = 5'000;

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

std::unexpected<Error> system_failure(const std::string& path, int reason) {
  const auto code = reason == ENOENT || reason == ENOTDIR ? ErrorCode::kNotFound : ErrorCode::kIo;
  return fail(code, fmt::format("{}: {}", path, std::generic_category().message(reason)));
}

std::unexpected<Error> exists_already(const std::string& path) {
  return fail(ErrorCode::kConflict,
              fmt::format("{} exists already and is not overwritten: name another file, or move it "
                          "away first",
                          path));
}

/// Empty, for its owner alone; removed again unless it is kept.
class NewFile {
 public:
  static Result<NewFile> make(const std::string& path) {
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0 && errno == EEXIST) return exists_already(path);
    if (file < 0) return system_failure(path, errno);
    ::close(file);
    return NewFile(path);
  }
  NewFile(NewFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile() {
    if (path_.empty()) return;
    for (const auto* beside : {"", "-journal", "-wal", "-shm"}) ::unlink((path_ + beside).c_str());
  }
  void keep() { path_.clear(); }

 private:
  explicit NewFile(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

Result<SqliteHandle> open_raw(const std::string& path, int access) {
  sqlite3* opened = nullptr;
  const int status = sqlite3_open_v2(path.c_str(), &opened,
                                     access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  SqliteHandle handle(opened);
  if (status != SQLITE_OK) return std::unexpected(sqlite_error(handle.get(), path));
  sqlite3_busy_timeout(handle.get(), kBusyTimeoutMs);
  return handle;
}

Result<void> run(sqlite3* database, const char* sql, const std::string& path) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return std::unexpected(sqlite_error(database, path));
}

/// Reads one instant of `from`: without the open transaction, each write of somebody else's would
/// begin the copy anew.
Result<void> copy_pages(const std::string& from, const std::string& to) {
  FETTLE_TRY(source, open_raw(from, SQLITE_OPEN_READONLY));
  FETTLE_TRY(copy, open_raw(to, SQLITE_OPEN_READWRITE));
  FETTLE_TRY_VOID(run(source.get(), "begin; select count(*) from sqlite_master", from));
  std::unique_ptr<sqlite3_backup, FinishBackup> backup(
      sqlite3_backup_init(copy.get(), "main", source.get(), "main"));
  if (!backup) return std::unexpected(sqlite_error(copy.get(), to));
  int status = SQLITE_OK;
  while (status == SQLITE_OK) status = sqlite3_backup_step(backup.get(), kPagesAStep);
  backup.reset();
  if (status != SQLITE_DONE) return std::unexpected(sqlite_error(copy.get(), to));
  // One file, whatever the source had beside it.
  return run(copy.get(), "pragma journal_mode = delete", to);
}

Result<void> write_through(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return system_failure(path, errno);
  const int status = ::fsync(file);
  const int reason = errno;
  ::close(file);
  return status == 0 ? Result<void>() : system_failure(path, reason);
}

std::string folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

}  // namespace

Result<void> copy_sqlite(const std::string& from, const std::string& to) {
  // Asked for again at the end, when it counts; here, so that nobody waits in vain.
  FETTLE_TRY_VOID(refuse_taken(to));
  {
    // Says what is wrong with it where it is no database of ours.
    FETTLE_TRY(source, open_sqlite(from, OpenMode::kReadOnly));
  }
  const auto part = fmt::format("{}.{}.part", to, ::getpid());
  FETTLE_TRY(file, NewFile::make(part));
  FETTLE_TRY_VOID(copy_pages(from, part));
  {
    FETTLE_TRY(copy, open_sqlite(part, OpenMode::kReadOnly));
    FETTLE_TRY_VOID(check_integrity(*copy));
  }
  FETTLE_TRY_VOID(write_through(part));
  FETTLE_TRY_VOID(rename_new(part, to));
  file.keep();
  return {};
}

Result<void> refuse_taken(const std::string& path) {
  const auto is_there = [](const std::string& name) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(name, ignored));
  };
  if (is_there(path)) return exists_already(path);
  for (const auto* end : {"-wal", "-journal"}) {
    if (!is_there(path + end)) continue;
    return fail(ErrorCode::kConflict,
                fmt::format("{}{} is left of a database that stood there, and would be written "
                            "into this one: move it to where that database is now",
                            path, end));
  }
  return {};
}

Result<void> rename_new(const std::string& from, const std::string& to) {
  FETTLE_TRY_VOID(refuse_taken(to));
  // Unlike rename(2), link(2) never takes a name that is in use.
  if (::link(from.c_str(), to.c_str()) != 0) {
    if (errno == EEXIST) return exists_already(to);
    return system_failure(to, errno);
  }
  ::unlink(from.c_str());
  return write_through(folder_of(to));
}

Result<void> check_integrity(Connection& database) {
  FETTLE_TRY(found, database.all<std::string>("pragma integrity_check(1)"));
  if (found.size() != 1 || found.front() != "ok") {
    return fail(ErrorCode::kIo,
                fmt::format("{} is damaged ({}): take an older backup", database.name(),
                            found.empty() ? "unreadable" : found.front()));
  }
  using Orphan = std::tuple<std::string, std::optional<std::int64_t>, std::string, std::int64_t>;
  FETTLE_TRY(orphans, database.all<Orphan>("pragma foreign_key_check"));
  if (orphans.empty()) return {};
  return fail(
      ErrorCode::kIo,
      fmt::format("{} is damaged: a row of {} refers to one of {} that is not there; take "
                  "an older backup",
                  database.name(), std::get<0>(orphans.front()), std::get<2>(orphans.front())));
}

}  // namespace fettle::store
