// Identities and used sign-ins on each database.
#include "store/identity_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/migrations.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"

namespace fettle::store {
namespace {

constexpr Instant kNow{1'774'747'800'000};
constexpr std::string_view kIssuer = "https://id.example.com";

class IdentityStore : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  IdentityStore() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), kNow));
    EXPECT_TRUE(add_team(*db, {.id = "north", .name = "North", .created_at = kNow}));
    EXPECT_TRUE(add_user(*db, {.id = "bea",
                               .team_id = "north",
                               .email = "bea@example.com",
                               .name = "Bea",
                               .role = "viewer",
                               .created_at = kNow,
                               .updated_at = kNow}));
  }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, IdentityStore, all_databases(), database_name);

TEST_P(IdentityStore, FindsAPersonByIssuerAndSubjectTogether) {
  ASSERT_TRUE(add_identity(*db, {kIssuer, "248289"}, "bea", kNow));
  EXPECT_EQ(find_user_by_identity(*db, {kIssuer, "248289"}).value()->email, "bea@example.com");
  EXPECT_FALSE(find_user_by_identity(*db, {kIssuer, "248290"}).value());
  EXPECT_FALSE(find_user_by_identity(*db, {"https://other.example.com", "248289"}).value());
  EXPECT_EQ(add_identity(*db, {kIssuer, "248289"}, "bea", kNow).error().code, ErrorCode::kConflict);
}

TEST_P(IdentityStore, ASignInIsUsedOnceUntilItIsForgotten) {
  EXPECT_TRUE(use_sign_in(*db, "hash", kNow).value());
  EXPECT_FALSE(use_sign_in(*db, "hash", kNow).value());
  ASSERT_TRUE(remove_used_sign_ins(*db, kNow));
  EXPECT_FALSE(use_sign_in(*db, "hash", kNow).value());
  ASSERT_TRUE(remove_used_sign_ins(*db, kNow + Milliseconds(1)));
  EXPECT_TRUE(use_sign_in(*db, "hash", kNow).value());
}

TEST_P(IdentityStore, APasswordIsAllowedForAWhile) {
  EXPECT_FALSE(may_use_password(*db, "bea", kNow).value());
  ASSERT_TRUE(allow_password(*db, "bea", kNow));
  ASSERT_TRUE(allow_password(*db, "bea", kNow + Milliseconds(1)));
  EXPECT_TRUE(may_use_password(*db, "bea", kNow).value());
  EXPECT_FALSE(may_use_password(*db, "bea", kNow + Milliseconds(1)).value());
}

TEST_P(IdentityStore, FindsATeamByItsName) {
  EXPECT_EQ(find_team_by_name(*db, "North").value()->id, "north");
  EXPECT_FALSE(find_team_by_name(*db, "north").value());
}

}  // namespace
}  // namespace fettle::store
