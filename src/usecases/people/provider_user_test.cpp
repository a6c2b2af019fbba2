// Whom the identity provider means here; the whole way over HTTP is
// tests/contract/identity_test.py.
#include "usecases/people/provider_user.hpp"

#include <gmock/gmock.h>

#include "store/identity_store.hpp"
#include "usecases/people/people_test_support.hpp"

namespace fettle::usecases {
namespace {

using security::Role;
using ::testing::Contains;
using ::testing::HasSubstr;

class ProviderUser : public People {
 protected:
  identity::ProviderSettings settings{
      .issuer = "https://id.example.com",
      .name = "Example ID",
      .team = "North",
      .roles = {.owners = {"admins"}, .engineers = {"sre"}, .viewers = {"readers"}}};
  identity::Identity cleo{.issuer = "https://id.example.com",
                          .subject = "248289",
                          .email = "Cleo@Example.com",
                          .name = "Cleo",
                          .groups = {"sre"}};

  Result<Entry> admit() {
    auto context = nobody();
    auto transaction = store::Transaction::begin_exclusive(*db).value();
    auto entry = admit_identity(context, settings, cleo);
    EXPECT_TRUE(transaction.commit());
    return entry;
  }
  std::string refusal() {
    const auto entry = admit();
    if (!entry) return entry.error().message;
    return entry->user ? "none" : entry->refusal.message;
  }
};

TEST_F(ProviderUser, IsMadeInTheTeamThatTheSettingNames) {
  const auto user = admit()->user.value();
  EXPECT_EQ(user.team_id, team);
  EXPECT_EQ(user.email, "cleo@example.com");
  EXPECT_EQ(role_of(user.role), Role::kEngineer);
  EXPECT_EQ(user.password_hash, "");
  EXPECT_EQ(admit()->user->id, user.id) << "the same person the next time";
}

TEST_F(ProviderUser, IsNeverSomebodyWithTheSameAddress) {
  cleo.email = "ANN@example.com";
  EXPECT_THAT(refusal(), HasSubstr("an address alone shows nobody"));
  EXPECT_FALSE(store::find_user_by_identity(*db, {cleo.issuer, cleo.subject}).value());
}

TEST_F(ProviderUser, IsKnownByIssuerAndSubjectWhateverTheAddress) {
  const auto user = admit()->user.value();
  cleo.email = "ann@example.com";
  cleo.name = "Ann";
  EXPECT_EQ(admit()->user->id, user.id);
  cleo.issuer = "https://other.example.com";
  EXPECT_THAT(refusal(), HasSubstr("an address alone shows nobody"));
}

TEST_F(ProviderUser, HasTheRoleOfTheirGroupsNow) {
  cleo.groups = {"admins"};
  const auto user = admit()->user.value();
  auto owner = context_of({.principal = {engine::PrincipalKind::kUser, user.id, user.name},
                           .user = user.id,
                           .team = team,
                           .rights = {.role = Role::kOwner, .scopes = {}}});
  const auto link = invite_user(owner, {.email = "dan@example.com", .role = Role::kOwner}).value();
  cleo.groups = {"readers"};
  EXPECT_EQ(role_of(admit()->user->role), Role::kViewer);
  EXPECT_THAT(audited(), Contains("user.updated"));
  auto context = nobody();
  EXPECT_FALSE(show_invitation(context, token_of(link.url))) << "a former owner lets nobody in";
}

TEST_F(ProviderUser, WhoHasLostEveryRoleIsSignedOutEverywhere) {
  const auto user = admit()->user.value();
  auto context = nobody();
  ASSERT_TRUE(begin_session(context, user, "a browser"));
  const auto sessions = [&] {
    return db->one<int>("select count(*) from user_sessions where user_id = ?", user.id).value();
  };
  EXPECT_EQ(sessions(), 1);
  cleo.groups = {};
  EXPECT_THAT(refusal(), HasSubstr("has a role here"));
  EXPECT_EQ(sessions(), 0);
  const auto after = store::find_user(*db, {team, user.id}).value().value();
  EXPECT_EQ(role_of(after.role), Role::kViewer);
  EXPECT_TRUE(after.is_active);
  EXPECT_THAT(audited(), Contains("user.sign_in_refused"));
}

TEST_F(ProviderUser, WhoWasLetGoStaysOutAndKeepsTheirRole) {
  const auto user = admit()->user.value();
  auto owner = as(ann);
  ASSERT_TRUE(update_person(owner, {.id = user.id, .version = {}}, {.is_active = false}));
  cleo.groups = {"admins"};
  EXPECT_THAT(refusal(), HasSubstr("closed by an owner"));
  EXPECT_EQ(role_of(store::find_user(*db, {team, user.id}).value()->role), Role::kEngineer);
}

TEST_F(ProviderUser, NeedsATeamAndAnAddress) {
  settings.team = "South";
  EXPECT_THAT(refusal(), HasSubstr("there is no team `South`"));
  settings.team.clear();
  EXPECT_EQ(refusal(), "none") << "there is one team alone";
  add_bare_team("South");
  cleo.subject = "248290";
  EXPECT_THAT(refusal(), HasSubstr("oidc-team"));
  settings.team = "North";
  cleo.email.clear();
  EXPECT_THAT(refusal(), HasSubstr("no e-mail address"));
}

TEST_F(ProviderUser, IsCalledByTheirAddressWhereTheNameIsNone) {
  cleo.name = "a\nb";
  EXPECT_EQ(admit()->user->name, "cleo@example.com");
}

}  // namespace
}  // namespace fettle::usecases
