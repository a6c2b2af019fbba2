#include "store/database/migrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/sha256.hpp"

namespace fettle::store {
namespace {

constexpr std::string_view kTable = "schema_migrations";
constexpr std::size_t kDigits = 4;

struct Applied {
  int number = 0;
  std::string name;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (number, name, sha256))

/// The number that `name` starts with, or 0 where it is not of the form NNNN_name.sql.
int number_of(std::string_view name) {
  int number = 0;
  if (name.size() <= kDigits || name[kDigits] != '_' || !name.ends_with(".sql")) return 0;
  const auto* const end = name.data() + kDigits;
  return std::from_chars(name.data(), end, number).ptr == end ? number : 0;
}

/// A migration with the hash of its text, which is asked for again and again.
struct Known {
  Migration migration;
  std::string sha256;
};

Result<std::vector<Known>> in_order(std::span<const EmbeddedFile> files) {
  std::vector<Migration> migrations;
  for (const auto& file : files) {
    migrations.push_back({number_of(file.name), file.name, file.bytes});
  }
  std::ranges::sort(migrations, {}, &Migration::number);
  int expected = 0;
  std::vector<Known> known;
  for (const auto& migration : migrations) {
    known.push_back({migration, sha256_hex(migration.sql)});
    if (migration.number == ++expected) continue;
    return fail(ErrorCode::kInternal,
                fmt::format("the migration {} stands where number {:04} must be", migration.name,
                            expected));
  }
  return known;
}

Result<std::vector<Applied>> applied_to(Connection& database) {
  FETTLE_TRY(known, database.has_table(kTable));
  if (!known) return {};
  return database.all<Applied>(
      "select number, name, sha256 from schema_migrations order by number");
}

/// That each of `applied` is the migration that we know by its number.
Result<void> check_same(const Connection& database, const std::vector<Applied>& applied,
                        const std::vector<Known>& known) {
  if (applied.size() > known.size()) {
    return fail(ErrorCode::kConflict,
                fmt::format("the database {} was made by a newer Fettle (it has {}; this one knows "
                            "{} migrations): use that version, or bring back an older backup",
                            database.name(), applied.back().name, known.size()));
  }
  for (std::size_t i = 0; i < applied.size(); ++i) {
    const auto& [migration, sha256] = known[i];
    if (applied[i].number == migration.number && applied[i].sha256 == sha256) continue;
    return fail(ErrorCode::kConflict,
                fmt::format("the database {} was made by another {} than this Fettle brings: a "
                            "migration may not change once it is applied; undo the change and add "
                            "a new migration",
                            database.name(), migration.name));
  }
  return {};
}

Result<void> make_table(Connection& database) {
  FETTLE_TRY_VOID(
      database.run("create table if not exists schema_migrations ("
                   "number integer primary key, name text not null, sha256 text not null, "
                   "applied_at_ms bigint not null)"));
  return {};
}

/// How many of `known` are applied: the first so many.
Result<std::size_t> count_applied(Connection& database, const std::vector<Known>& known) {
  FETTLE_TRY(applied, applied_to(database));
  FETTLE_TRY_VOID(check_same(database, applied, known));
  return applied.size();
}

Result<void> apply(Connection& database, const Known& known, Instant now) {
  const auto& migration = known.migration;
  auto done = database.run_script(migration.sql);
  if (!done) {
    done.error().message =
        fmt::format("the migration {} failed: {}", migration.name, done.error().message);
    return done;
  }
  FETTLE_TRY_VOID(database.run("insert into schema_migrations values (?, ?, ?, ?)",
                               migration.number, migration.name, known.sha256, now));
  return {};
}

/// Applies the first migration that is missing, if any, and gives its name. Looks only once it may
/// write, so that of two processes the second finds the work of the first.
Result<std::optional<std::string>> apply_next(Connection& database, const std::vector<Known>& known,
                                              Instant now) {
  FETTLE_TRY(transaction, Transaction::begin_exclusive(database));
  FETTLE_TRY_VOID(make_table(database));
  FETTLE_TRY(applied, count_applied(database, known));
  if (applied == known.size()) return std::nullopt;
  FETTLE_TRY_VOID(apply(database, known[applied], now));
  FETTLE_TRY_VOID(transaction.commit());
  return std::string(known[applied].migration.name);
}

}  // namespace

Result<std::vector<Migration>> pending_migrations(Connection& database,
                                                  std::span<const EmbeddedFile> migrations) {
  FETTLE_TRY(known, in_order(migrations));
  FETTLE_TRY(applied, count_applied(database, known));
  std::vector<Migration> pending;
  for (auto i = applied; i < known.size(); ++i) pending.push_back(known[i].migration);
  return pending;
}

Result<std::vector<std::string>> migrate(Connection& database,
                                         std::span<const EmbeddedFile> migrations, Instant now) {
  std::vector<std::string> names;
  FETTLE_TRY(known, in_order(migrations));
  while (true) {
    // An up-to-date database is found out without waiting for whoever writes to it.
    FETTLE_TRY(applied, count_applied(database, known));
    if (applied == known.size()) return names;
    FETTLE_TRY(name, apply_next(database, known, now));
    if (name) names.push_back(*std::move(name));
  }
}

}  // namespace fettle::store
