// For tests of use cases: a fresh database in a file with two teams, one person in each, and the
// contexts of both. Random bits count, time stands still until it is moved.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "embedded/migrations.hpp"
#include "store/database/migrate.hpp"
#include "store/database/open_database.hpp"
#include "usecases/batches/no_batch_commands.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

class CountingBits : public ports::Random {
 public:
  std::uint64_t bits() override { return ++last_; }

 private:
  std::uint64_t last_ = 0;
};

class TestTeams {
 public:
  static constexpr std::string_view kNorth = "01900000-0000-7000-8000-0000000000a1";
  static constexpr std::string_view kSouth = "01900000-0000-7000-8000-0000000000a2";
  static constexpr std::string_view kAnn = "01900000-0000-7000-8000-0000000000b1";
  static constexpr std::string_view kBob = "01900000-0000-7000-8000-0000000000b2";

  TestTeams() {
    std::string pattern = ::testing::TempDir() + "fettle-teams-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    auto opened = store::open_database(folder_ / "fettle.db", store::OpenMode::kReadWrite,
                                       store::Durability::kNoneForTests);
    EXPECT_TRUE(opened) << opened.error().message;
    database_ = *std::move(opened);
    EXPECT_TRUE(store::migrate(*database_, embedded::migrations(), now));
    add_team(kNorth, kAnn, "north");
    add_team(kSouth, kBob, "south");
  }
  TestTeams(const TestTeams&) = delete;
  TestTeams& operator=(const TestTeams&) = delete;
  ~TestTeams() {
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  store::Connection& database() { return *database_; }
  std::unique_ptr<store::Connection> another_connection() {
    return store::open_database(folder_ / "fettle.db", store::OpenMode::kReadWrite,
                                store::Durability::kNoneForTests)
        .value();
  }
  /// Ann's, of the team north.
  Context north() { return context(kNorth, kAnn, "ann"); }
  /// Bob's, of the team south.
  Context south() { return context(kSouth, kBob, "bob"); }

  Instant now{1'800'000'000'000};
  CountingBits random;

  NoBatchCommands batches;
  Services services{.batches = batches, .public_url = "https://fettle.test"};

 private:
  Context context(std::string_view team, std::string_view user, std::string_view name) {
    return {
        .database = *database_,
        .actor = {.principal = {engine::PrincipalKind::kUser, std::string(user), std::string(name)},
                  .user = std::string(user),
                  .team = std::string(team),
                  .rights = {.role = security::Role::kOwner, .scopes = {}},
                  .address = "192.0.2.7"},
        .now = now,
        .random = random,
        .services = services};
  }

  void add_team(std::string_view team, std::string_view user, std::string_view name) {
    EXPECT_TRUE(database_->run("insert into teams (id, name, created_at) values (?, ?, ?)", team,
                               name, now));
    EXPECT_TRUE(database_->run(
        "insert into users (id, team_id, email, name, role, created_at, updated_at) values (?, ?, "
        "?, ?, 'owner', ?, ?)",
        user, team, std::string(name) + "@fettle.test", name, now, now));
  }

  std::filesystem::path folder_;
  std::unique_ptr<store::Connection> database_;
};

}  // namespace fettle::usecases
