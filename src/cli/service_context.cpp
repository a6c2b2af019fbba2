#include "cli/service_context.hpp"

#include <fmt/format.h>

#include <utility>

#include "embedded/migrations.hpp"
#include "store/database/migrate.hpp"
#include "store/database/open_database.hpp"
#include "transport/os/asio_loop.hpp"

namespace fettle::cli {
namespace {

/// Looks without writing, so that a wrong name makes no database.
Result<void> check_schema(const std::string& database) {
  FETTLE_TRY(connection, store::open_database(database, store::OpenMode::kReadOnly));
  FETTLE_TRY(pending, store::pending_migrations(*connection, embedded::migrations()));
  if (pending.empty()) return {};
  return fail(ErrorCode::kConflict,
              fmt::format("{}: this is no database of this version's service yet; start `fettle "
                          "serve` on it once",
                          connection->name()));
}

}  // namespace

ServiceContext::ServiceContext(std::unique_ptr<store::Connection> database,
                               const std::string& public_url, const std::string& person)
    : database_(std::move(database)),
      services_{.batches = batches_, .public_url = public_url},
      context_{.database = *database_,
               .actor = {.principal = engine::command_line(person),
                         .user = {},
                         .team = {},
                         .rights = {.role = security::Role::kOwner,
                                    .is_administrator = true,
                                    .scopes = {}},
                         .address = {}},
               .now = transport::AsioLoop().now(),
               .random = random_,
               .services = services_} {}

Result<std::unique_ptr<ServiceContext>> ServiceContext::open(const std::string& database,
                                                             const std::string& public_url,
                                                             const Console& console) {
  FETTLE_TRY_VOID(check_schema(database));
  FETTLE_TRY(connection, store::open_database(database, store::OpenMode::kReadWrite));
  return std::unique_ptr<ServiceContext>(
      new ServiceContext(std::move(connection), public_url, console.person));
}

}  // namespace fettle::cli
