// Brings a database to the schema that this program knows. Migrations are files NNNN_name.sql,
// numbered from 1 without gaps, that go forward only: each is applied once, in a transaction of its
// own, and recorded with its fingerprint. Add one in migrations/; never edit one that was shipped.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded_file.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

struct Migration {
  int number = 0;
  std::string_view name;  ///< of its file: `0001_sessions.sql`
  std::string_view sql;
};

/// What `database` lacks, in order; empty when it is up to date. Writes nothing. kConflict where it
/// was made by a newer Fettle, or by a migration whose text has changed since.
Result<std::vector<Migration>> pending_migrations(Connection& database,
                                                  std::span<const EmbeddedFile> migrations);

/// Applies what is pending and gives the names of what it applied. Two processes may do so at once.
Result<std::vector<std::string>> migrate(Connection& database,
                                         std::span<const EmbeddedFile> migrations, Instant now);

}  // namespace fettle::store
