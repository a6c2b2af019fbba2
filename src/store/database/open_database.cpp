#include "store/database/open_database.hpp"

#include <fmt/format.h>

#include <string_view>

#include "store/database/postgres.hpp"
#include "store/database/sqlite.hpp"

namespace fettle::store {
namespace {

constexpr std::string_view kFile = "sqlite:";

}  // namespace

Result<std::unique_ptr<Connection>> open_database(const std::string& address, OpenMode mode,
                                                  Durability durability) {
  if (is_postgres_url(address)) return open_postgres(address, mode, durability);
  if (address.starts_with(kFile))
    return open_sqlite(address.substr(kFile.size()), mode, durability);
  if (const auto scheme = address.find("://"); scheme != std::string::npos) {
    return fail(ErrorCode::kInvalid,
                fmt::format("there is no kind of database \"{}\": name a file, or "
                            "postgresql://user@host:port/name",
                            address.substr(0, scheme)));
  }
  return open_sqlite(address, mode, durability);
}

}  // namespace fettle::store
