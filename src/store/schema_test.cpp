// Both databases hold the same: every statement of the store is prepared by both, and what the
// migrations make of them is compared.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "embedded/migrations.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/database/placeholders.hpp"

namespace fettle::store {
namespace {

using ::testing::SizeIs;
namespace fs = std::filesystem;

constexpr Instant kNow{1'774'747'800'000};

// --- the statements ---------------------------------------------------------------------------

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The literals of a source, those side by side as one. Enough for sources without raw literals
/// and escaped quotes in SQL.
std::vector<std::string> literals_of(const std::string& source) {
  std::vector<std::string> literals;
  std::size_t end = std::string::npos;
  for (auto begin = source.find('"'); begin != std::string::npos; begin = source.find('"', end)) {
    const auto between = end == std::string::npos ? "x" : source.substr(end, begin - end);
    const bool goes_on = between.find_first_not_of(" \n") == std::string::npos;
    const auto close = source.find('"', begin + 1);
    const auto text = source.substr(begin + 1, close - begin - 1);
    if (goes_on) {
      literals.back() += text;
    } else {
      literals.push_back(text);
    }
    end = close + 1;
  }
  return literals;
}

bool is_statement(const std::string& text) {
  const auto starts = {"select ", "insert into ", "update ", "delete from ", "with "};
  return std::ranges::any_of(starts, [&](const char* word) { return text.starts_with(word); });
}

/// Those of one kind of database stand in files of its name.
bool is_shared(const std::string& file) {
  return file.ends_with(".cpp") && !file.ends_with("_test.cpp") && !file.starts_with("sqlite") &&
         !file.starts_with("postgres");
}

std::vector<std::string> statements_of_the_store() {
  std::vector<std::string> statements;
  for (const auto& entry : fs::directory_iterator(FETTLE_SOURCE_DIR "/src/store")) {
    if (!is_shared(entry.path().filename())) continue;
    for (auto& text : literals_of(read_file(entry.path()))) {
      if (is_statement(text)) statements.push_back(std::move(text));
    }
  }
  return statements;
}

class Schema : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  Schema() { EXPECT_TRUE(migrate(*db, embedded::migrations(), kNow)); }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, Schema, all_databases(), database_name);

TEST_P(Schema, FitsEveryStatementOfTheStore) {
  const auto statements = statements_of_the_store();
  EXPECT_THAT(statements, SizeIs(::testing::Ge(25U)));
  for (const auto& sql : statements) {
    const auto count = static_cast<std::size_t>(number_placeholders(sql).values);
    const std::vector<Value> nulls(count);
    const auto explained = db->query("explain " + sql, nulls);
    EXPECT_TRUE(explained) << sql << ": " << explained.error().detail;
  }
}

/// A sum of whole numbers is one in SQLite and a `numeric` in PostgreSQL, which is not read.
TEST_P(Schema, GivesEveryColumnOfAQueryATypeThatIsRead) {
  for (const auto& sql : statements_of_the_store()) {
    if (!sql.starts_with("select ")) continue;
    const std::vector<Value> nulls(static_cast<std::size_t>(number_placeholders(sql).values));
    const auto read = db->query(sql, nulls);
    EXPECT_TRUE(read) << sql << ": " << read.error().detail;
  }
}

TEST(SchemaStatements, AreFoundInTheSources) {
  EXPECT_EQ(literals_of("f(\"select a \"\n  \"from t\", \"x\"); g(\"y\")"),
            (std::vector<std::string>{"select a from t", "x", "y"}));
}

// --- the tables -------------------------------------------------------------------------------

/// table, column, type, whether it may be NULL, default, place in the primary key (0: none)
using Column = std::tuple<std::string, std::string, std::string, bool, std::string, int>;
/// table, unique or not, columns in their order
using Index = std::tuple<std::string, bool, std::string>;

constexpr auto kSqliteColumns =
    "select m.name, c.name, lower(c.type), c.\"notnull\" = 0 and c.pk = 0, coalesce(c.dflt_value, "
    "''), "
    "c.pk from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'";
constexpr auto kPostgresColumns =
    "select c.table_name::text, c.column_name::text, coalesce(c.domain_name, c.data_type)::text, "
    "c.is_nullable = 'YES', coalesce(split_part(c.column_default, '::', 1), ''), "
    "coalesce(k.ordinal_position, 0)::integer "
    "from information_schema.columns c left join information_schema.table_constraints p on "
    "p.table_schema = c.table_schema and p.table_name = c.table_name and p.constraint_type = "
    "'PRIMARY KEY' left join information_schema.key_column_usage k on k.constraint_name = "
    "p.constraint_name and k.table_schema = p.table_schema and k.column_name = c.column_name "
    "where c.table_schema = current_schema()";
constexpr auto kSqliteIndexes =
    "select m.name, i.\"unique\", (select group_concat(name) from (select name from "
    "pragma_index_info(i.name) order by seqno)) from sqlite_master m join "
    "pragma_index_list(m.name) i where m.type = 'table' and i.origin <> 'pk'";
constexpr auto kPostgresIndexes =
    "select t.relname::text, i.indisunique, (select string_agg(a.attname, ',' order by k.place) "
    "from unnest(i.indkey) with ordinality as k (number, place) join pg_attribute a on a.attrelid "
    "= i.indrelid and a.attnum = k.number) from pg_index i join pg_class t on t.oid = i.indrelid "
    "join pg_namespace n on n.oid = t.relnamespace where n.nspname = current_schema() and not "
    "i.indisprimary";
constexpr auto kSqliteReferences =
    "select m.name, true, f.\"from\" || ' ' || f.\"table\" || ' ' || lower(f.on_delete) from "
    "sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'";
constexpr auto kPostgresReferences =
    "select t.relname::text, true, a.attname || ' ' || r.relname || ' ' || case c.confdeltype when "
    "'c' then 'cascade' when 'n' then 'set null' else 'no action' end from pg_constraint c join "
    "pg_class t on t.oid = c.conrelid join pg_class r on r.oid = c.confrelid join pg_attribute a "
    "on a.attrelid = c.conrelid and a.attnum = c.conkey[1] where c.contype = 'f'";

template <class Row>
std::set<Row> read_all(Connection& db, const char* sql) {
  const auto rows = db.all<Row>(sql);
  EXPECT_TRUE(rows) << rows.error().message << rows.error().detail;
  return rows ? std::set<Row>(rows->begin(), rows->end()) : std::set<Row>();
}

class Schemas : public ::testing::Test {
 protected:
  Schemas() {
    EXPECT_TRUE(migrate(*sqlite, embedded::migrations(), kNow));
    EXPECT_TRUE(migrate(*postgres, embedded::migrations(), kNow));
  }

  TestDatabase file{DatabaseKind::kFile};
  TestDatabase server{DatabaseKind::kPostgres};
  std::unique_ptr<Connection> sqlite = file.open();
  std::unique_ptr<Connection> postgres = server.open();
};

TEST_F(Schemas, HaveTheSameColumns) {
  const auto columns = read_all<Column>(*sqlite, kSqliteColumns);
  EXPECT_GE(columns.size(), 50U);
  EXPECT_EQ(columns, read_all<Column>(*postgres, kPostgresColumns));
}

TEST_F(Schemas, HaveTheSameIndexes) {
  const auto indexes = read_all<Index>(*sqlite, kSqliteIndexes);
  EXPECT_GE(indexes.size(), 2U);
  EXPECT_EQ(indexes, read_all<Index>(*postgres, kPostgresIndexes));
}

TEST_F(Schemas, ReferToTheSameTables) {
  const auto references = read_all<Index>(*sqlite, kSqliteReferences);
  EXPECT_GE(references.size(), 4U);
  EXPECT_EQ(references, read_all<Index>(*postgres, kPostgresReferences));
}

}  // namespace
}  // namespace fettle::store
