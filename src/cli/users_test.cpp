// The commands that work on the service's database directly: what they print and how they end.
#include "cli/users.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "cli/audit.hpp"
#include "embedded/migrations.hpp"
#include "store/audit_store.hpp"
#include "store/database/migrate.hpp"
#include "store/database/open_database.hpp"
#include "store/people_store.hpp"

namespace fettle::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr Instant kNow{1'774'747'800'000};

class ServiceDatabase : public ::testing::Test {
 protected:
  ServiceDatabase() {
    std::string pattern = ::testing::TempDir() + "fettle-users-XXXXXX";
    folder = ::mkdtemp(pattern.data());
    auto database = open();
    EXPECT_TRUE(store::migrate(*database, embedded::migrations(), kNow));
    EXPECT_TRUE(store::add_team(*database, {.id = "t1", .name = "North", .created_at = kNow}));
    EXPECT_TRUE(store::add_user(*database, {.id = "u1",
                                            .team_id = "t1",
                                            .email = "ann@example.com",
                                            .name = "Ann",
                                            .role = "owner",
                                            .is_administrator = true,
                                            .created_at = kNow,
                                            .updated_at = kNow}));
  }
  ~ServiceDatabase() override { std::filesystem::remove_all(folder); }

  std::unique_ptr<store::Connection> open() {
    return store::open_database(address(), store::OpenMode::kReadWrite,
                                store::Durability::kNoneForTests)
        .value();
  }
  std::string address() const { return "sqlite:" + (folder / "service.db").string(); }
  UsersOptions options(const std::string& email = "") {
    return {.database = address(), .public_url = "https://fettle.test", .email = email};
  }
  std::string said() { return out.str(); }

  std::filesystem::path folder;
  std::ostringstream out;
  std::ostringstream err;
  Console console{out, err, false, "root"};
};

TEST_F(ServiceDatabase, EverybodyIsListed) {
  EXPECT_EQ(list_users(options(), console), kExitDone);
  EXPECT_EQ(said(), "ann@example.com  owner     active, administrator  North\n");
}

TEST_F(ServiceDatabase, EverybodyIsListedAsJson) {
  auto json = options();
  json.format = OutputFormat::kJson;
  EXPECT_EQ(list_users(json, console), kExitDone);
  EXPECT_THAT(said(), StartsWith(R"([{"team":"North","person":{"id":"u1")"));
}

TEST_F(ServiceDatabase, LinksAloneGoToStandardOutput) {
  EXPECT_EQ(make_password_link(options("ann@example.com"), console), kExitDone);
  EXPECT_THAT(said(), StartsWith("https://fettle.test/password#"));
  EXPECT_THAT(err.str(), StartsWith("Works once, until "));
}

TEST_F(ServiceDatabase, AnInvitationTakesARole) {
  auto invited = options("ben@example.com");
  invited.role = "engineer";
  EXPECT_EQ(invite_user(invited, console), kExitDone);
  EXPECT_THAT(said(), StartsWith("https://fettle.test/invitation#"));
  invited.role = "king";
  EXPECT_EQ(invite_user(invited, console), kExitUsage);
  EXPECT_THAT(err.str(), HasSubstr("viewer, engineer, owner"));
}

TEST_F(ServiceDatabase, NobodyOfThatAddressIsToldSo) {
  for (const auto command : {make_password_link, unlock_user, reset_second_factor}) {
    EXPECT_EQ(command(options("nobody@example.com"), console), kExitUsage);
  }
  EXPECT_THAT(err.str(), HasSubstr("`fettle user list` shows all"));
  EXPECT_EQ(said(), "");
}

TEST_F(ServiceDatabase, IsNotMadeWhereThereIsNone) {
  auto elsewhere = options();
  elsewhere.database = "sqlite:" + (folder / "other.db").string();
  EXPECT_EQ(list_users(elsewhere, console), kExitUsage);
  EXPECT_FALSE(std::filesystem::exists(folder / "other.db"));
}

TEST_F(ServiceDatabase, OfAnotherVersionIsRefused) {
  ASSERT_TRUE(open()->run("drop table schema_migrations"));
  EXPECT_EQ(list_users(options(), console), kExitUsage);
}

TEST_F(ServiceDatabase, WhatIsDoneHereIsInTheAuditLogWhichHolds) {
  EXPECT_EQ(unlock_user(options("ann@example.com"), console), kExitDone);
  const auto entry = store::list_audit(*open(), "t1", {}, {.rows = 1}).value().at(0);
  EXPECT_EQ(entry.action, "user.unlocked");
  EXPECT_EQ(entry.actor_id, "root");
  EXPECT_EQ(verify_audit({.database = address()}, console), kExitDone);
  EXPECT_EQ(said(),
            "1 entries are as they were written. Note the last one: 1:" + entry.hash + "\n");
  EXPECT_EQ(verify_audit({.database = address(), .noted = "1:" + entry.hash}, console), kExitDone);
}

TEST_F(ServiceDatabase, AChangedAuditLogIsToldWithItsFirstEntry) {
  EXPECT_EQ(unlock_user(options("ann@example.com"), console), kExitDone);
  ASSERT_TRUE(open()->run("update audit_log set actor_id = 'nobody'"));
  EXPECT_EQ(verify_audit({.database = address()}, console), kExitFailed);
  EXPECT_THAT(said(), StartsWith("Entry 1 is not as it was written: "));
}

TEST_F(ServiceDatabase, AWrongNoteIsRefused) {
  EXPECT_EQ(verify_audit({.database = address(), .noted = "hash"}, console), kExitUsage);
  EXPECT_THAT(err.str(), HasSubstr("--noted"));
}

}  // namespace
}  // namespace fettle::cli
