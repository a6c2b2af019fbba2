// Help from the machine that the database is on.
#include "usecases/people/rescue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "security/throttle.hpp"
#include "usecases/people/people_test_support.hpp"

namespace fettle::usecases {
namespace {

using ::testing::SizeIs;

class Rescue : public People {
 protected:
  Context here() {
    return context_of({.principal = engine::command_line("root"),
                       .user = {},
                       .team = {},
                       .rights = {.role = security::Role::kOwner, .is_administrator = true}});
  }
};

TEST_F(Rescue, ListsEverybodyOfAllTeams) {
  auto context = here();
  const auto everybody = list_everybody(context).value();
  ASSERT_THAT(everybody, SizeIs(2));
  EXPECT_EQ(everybody[0].person.email, "ann@example.com");
  EXPECT_EQ(everybody[0].team, "North");
}

TEST_F(Rescue, UnlocksAnAccountAtOnce) {
  for (int i = 0; i < security::kFreeAccountFailures; ++i) try_sign_in("ben@example.com", "guess");
  ASSERT_EQ(try_sign_in("ben@example.com", kPassword).error().code, ErrorCode::kTooMany);
  auto context = here();
  ASSERT_TRUE(unlock(context, "Ben@example.com"));
  EXPECT_TRUE(try_sign_in("ben@example.com", kPassword));
  EXPECT_EQ(unlock(context, "nobody@example.com").error().code, ErrorCode::kNotFound);
}

TEST_F(Rescue, MakesAPasswordLinkThatItsTeamSees) {
  auto context = here();
  const auto link = make_password_link_for(context, "ann@example.com");
  ASSERT_TRUE(link) << message_of(link);
  auto anybody = nobody();
  EXPECT_TRUE(set_password(anybody, {.token = token_of(link->url), .password = "battery staple"}));
  EXPECT_TRUE(try_sign_in("ann@example.com", "battery staple"));
  EXPECT_THAT(audited(), ::testing::Contains("user.password_link_made"));
}

TEST_F(Rescue, InvitesToTheOnlyTeamOrToOneThatIsNamed) {
  auto context = here();
  EXPECT_TRUE(invite_from_here(context, {.email = "cleo@example.com"}));
  add_bare_team("South");
  EXPECT_EQ(invite_from_here(context, {.email = "eve@example.com"}).error().code,
            ErrorCode::kInvalid);
  EXPECT_EQ(invite_from_here(context, {.email = "eve@example.com", .team = "West"}).error().code,
            ErrorCode::kNotFound);
  EXPECT_TRUE(invite_from_here(context, {.email = "eve@example.com", .team = "South"}));
}

TEST_F(Rescue, TakesASecondFactorAwayWhereThereIsOne) {
  auto context = here();
  EXPECT_EQ(reset_second_factor_of(context, "ann@example.com").error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace fettle::usecases
