#include "cli/backup.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <ostream>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/demo_process.hpp"
#include "cli/files.hpp"
#include "cli/service_context.hpp"
#include "embedded/migrations.hpp"
#include "store/database/migrate.hpp"
#include "store/database/open_database.hpp"
#include "store/database/postgres.hpp"
#include "store/database/sqlite_copy.hpp"
#include "store/installation.hpp"
#include "transport/os/asio_loop.hpp"
#include "usecases/batches/settle_restored.hpp"

namespace fettle::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFile = "sqlite:";
constexpr std::string_view kAboutKey =
    "Secrets are in it as they are stored, sealed. The master key that opens them is not: keep a "
    "copy of it elsewhere.\n";

std::string path_of(const std::string& address) {
  return address.starts_with(kFile) ? address.substr(kFile.size()) : address;
}

/// That this program may work on it: kConflict where it was made by a newer one.
Result<void> check_schema(const std::string& address) {
  FETTLE_TRY(database, store::open_database(address, store::OpenMode::kReadOnly));
  FETTLE_TRY(pending, store::pending_migrations(*database, embedded::migrations()));
  static_cast<void>(pending);
  return {};
}

Result<void> run_tool(const std::vector<std::string>& arguments) {
  FETTLE_TRY(status, run_program({.arguments = arguments, .log = "/dev/stderr"}));
  if (status == 0) return {};
  if (status == kNotStarted) {
    return fail(ErrorCode::kNotFound,
                fmt::format("there is no program {}: install PostgreSQL's client programs, of the "
                            "server's version or a newer one",
                            arguments.front()));
  }
  return fail(ErrorCode::kIo, fmt::format("{} failed with status {}; what it said stands above",
                                          arguments.front(), status));
}

// --- PostgreSQL: its own programs do it --------------------------------------------------------

Result<void> dump_postgres(const BackupOptions& options) {
  FETTLE_TRY_VOID(store::refuse_taken(options.file));
  const auto part = fmt::format("{}.{}.part", options.file, ::getpid());
  ::umask(S_IRWXG | S_IRWXO);
  auto done = run_tool({"pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                        "--file=" + part, "--dbname=" + options.database});
  if (done) done = store::rename_new(part, options.file);
  if (!done) ::unlink(part.c_str());
  return done;
}

Result<void> load_postgres(const BackupOptions& options) {
  {
    FETTLE_TRY(database, store::open_database(options.database, store::OpenMode::kReadOnly));
    FETTLE_TRY(used, database->has_table("schema_migrations"));
    if (used) {
      return fail(ErrorCode::kConflict,
                  fmt::format("{} holds a database of Fettle already, which is not overwritten: "
                              "make an empty one with createdb and name that",
                              database->name()));
    }
  }
  return run_tool({"pg_restore", "--exit-on-error", "--single-transaction", "--no-owner",
                   "--no-privileges", "--dbname=" + options.database, options.file});
}

// --- both ---------------------------------------------------------------------------------------

/// Brings a database that was just restored to this program's schema, and lets nothing go on by
/// itself.
Result<usecases::Settled> settle(const std::string& address, const Console& console) {
  {
    FETTLE_TRY(database, store::open_database(address, store::OpenMode::kReadWrite));
    FETTLE_TRY(applied,
               store::migrate(*database, embedded::migrations(), transport::AsioLoop().now()));
    static_cast<void>(applied);
  }
  FETTLE_TRY(service, ServiceContext::open(address, "", console));
  return usecases::settle_restored(service->context());
}

/// Beside where it is to be, under another name until all of it is done.
Result<usecases::Settled> restore_sqlite(const BackupOptions& options, const Console& console) {
  const auto path = path_of(options.database);
  FETTLE_TRY_VOID(store::refuse_taken(path));
  FETTLE_TRY_VOID(check_schema(options.file));
  const auto part = fmt::format("{}.{}.restored", path, ::getpid());
  auto settled = [&]() -> Result<usecases::Settled> {
    FETTLE_TRY_VOID(store::copy_sqlite(options.file, part));
    FETTLE_TRY(done, settle(part, console));
    FETTLE_TRY_VOID(store::rename_new(part, path));
    return done;
  }();
  if (!settled) {
    for (const auto* beside : {"", "-wal", "-shm"}) ::unlink((part + beside).c_str());
  }
  return settled;
}

Result<usecases::Settled> restore_postgres(const BackupOptions& options, const Console& console) {
  FETTLE_TRY_VOID(load_postgres(options));
  return settle(options.database, console);
}

int refuse(const Error& error, std::string_view command, const Console& console) {
  console.err << show(error, std::string(command), {});
  return kExitUsage;
}

}  // namespace

int make_backup(const BackupOptions& options, const Console& console) {
  const auto done = [&]() -> Result<void> {
    FETTLE_TRY_VOID(check_schema(options.database));
    if (store::is_postgres_url(options.database)) return dump_postgres(options);
    return store::copy_sqlite(path_of(options.database), options.file);
  }();
  if (!done) return refuse(done.error(), "fettle backup", console);
  console.out << options.file << "\n";
  console.err << kAboutKey;
  return kExitDone;
}

int restore_backup(const BackupOptions& options, const Console& console) {
  const auto settled = store::is_postgres_url(options.database) ? restore_postgres(options, console)
                                                                : restore_sqlite(options, console);
  if (!settled) return refuse(settled.error(), "fettle restore", console);
  console.out << fmt::format(
      "Restored. Targets may have moved on since the backup: {} open sessions are interrupted, {} "
      "batches wait and {} schedules are paused until somebody has looked.\n",
      settled->sessions, settled->batches, settled->schedules);
  console.err << "Secrets open with the master key that the backup was made beside.\n";
  return kExitDone;
}

}  // namespace fettle::cli
