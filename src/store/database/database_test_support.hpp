// One fresh database a test, of each kind: test suites take DatabaseKind as their parameter and are
// instantiated as `Databases` with all_databases().
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "store/database/open_database.hpp"
#include "store/database/postgres_server_test_support.hpp"

namespace fettle::store {

enum class DatabaseKind { kFile, kPostgres };

class TestDatabase {
 public:
  explicit TestDatabase(DatabaseKind kind) : kind_(kind) {
    if (kind == DatabaseKind::kPostgres) {
      address_ = PostgresServer::shared().make_database();
      return;
    }
    std::string pattern = ::testing::TempDir() + "fettle-database-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    address_ = folder_ / "fettle.db";
  }
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  ~TestDatabase() {
    if (kind_ == DatabaseKind::kPostgres) {
      PostgresServer::shared().drop_database(address_);
    } else {
      std::filesystem::remove_all(folder_);
    }
  }

  const std::string& address() const { return address_; }
  /// One more connection to it.
  std::unique_ptr<Connection> open(OpenMode mode = OpenMode::kReadWrite) const {
    auto opened = open_database(address_, mode, Durability::kNoneForTests);
    EXPECT_TRUE(opened) << opened.error().message << opened.error().detail;
    return opened ? *std::move(opened) : nullptr;
  }

 private:
  DatabaseKind kind_;
  std::filesystem::path folder_;
  std::string address_;
};

inline auto all_databases() {
  return ::testing::Values(DatabaseKind::kFile, DatabaseKind::kPostgres);
}

inline std::string database_name(const ::testing::TestParamInfo<DatabaseKind>& one) {
  return one.param == DatabaseKind::kFile ? "Sqlite" : "Postgres";
}

}  // namespace fettle::store
