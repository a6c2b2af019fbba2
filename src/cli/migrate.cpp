#include "cli/migrate.hpp"

#include <fmt/format.h>

#include <ostream>
#include <string_view>

#include "cli/files.hpp"
#include "embedded/migrations.hpp"
#include "store/database/migrate.hpp"
#include "store/database/open_database.hpp"
#include "transport/os/asio_loop.hpp"

namespace fettle::cli {
namespace {

/// Writes nothing, so that a database of a newer Fettle stays as it is and a wrong name makes none.
Result<std::vector<std::string>> find_missing(const std::string& address) {
  FETTLE_TRY(database, store::open_database(address, store::OpenMode::kReadOnly));
  FETTLE_TRY(pending, store::pending_migrations(*database, embedded::migrations()));
  std::vector<std::string> names;
  for (const auto& migration : pending) names.emplace_back(migration.name);
  return names;
}

Result<std::vector<std::string>> work(const MigrateOptions& options) {
  FETTLE_TRY(missing, find_missing(options.database));
  if (options.check || missing.empty()) return missing;
  FETTLE_TRY(database, store::open_database(options.database, store::OpenMode::kReadWrite));
  return store::migrate(*database, embedded::migrations(), transport::AsioLoop().now());
}

}  // namespace

int migrate(const MigrateOptions& options, const Console& console) {
  const auto names = work(options);
  if (!names) {
    console.err << show(names.error(), "fettle migrate", {});
    return kExitUsage;
  }
  const std::string_view what = options.check ? "missing" : "applied";
  for (const auto& name : *names) console.out << fmt::format("{} {}\n", what, name);
  if (names->empty()) console.err << "The database is up to date.\n";
  return options.check && !names->empty() ? kExitFailed : kExitDone;
}

}  // namespace fettle::cli
