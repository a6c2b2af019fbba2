// The first set-up, invitations, the people of a team, other teams.
#include "usecases/people/people.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "usecases/people/authenticate.hpp"
#include "usecases/people/invitations.hpp"
#include "usecases/people/people_test_support.hpp"
#include "usecases/people/profile.hpp"
#include "usecases/people/teams.hpp"
#include "usecases/people/tokens.hpp"

namespace fettle::usecases {
namespace {

using security::Role;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class SetUpTest : public People {
 protected:
  SetUpTest() {
    EXPECT_TRUE(db->run("delete from teams"));  // as before anybody came
  }
  usecases::SetUp in(const std::string& token) {
    return {.token = token,
            .team = "South",
            .name = "Cleo",
            .email = "cleo@example.com",
            .password = std::string(kPassword)};
  }
  std::string link() {
    auto context = nobody();
    return token_of(ensure_setup_link(context).value().value());
  }
};

TEST_F(SetUpTest, MakesTheTeamAndItsOwnerWhoAdministrates) {
  const auto token = link();
  auto context = nobody();
  const auto done = set_up(context, in(token));
  ASSERT_TRUE(done) << message_of(done);
  EXPECT_EQ(done->session.team.name, "South");
  EXPECT_EQ(done->session.user.role, Role::kOwner);
  EXPECT_TRUE(done->session.user.is_administrator);
  EXPECT_FALSE(ensure_setup_link(context).value());
}

TEST_F(SetUpTest, TakesTheLinkOfAnyStartOnce) {
  const auto first = link();
  const auto second = link();
  auto context = nobody();
  ASSERT_TRUE(set_up(context, in(first)));
  EXPECT_EQ(set_up(context, in(first)).error().code, ErrorCode::kConflict);
  EXPECT_EQ(set_up(context, in(second)).error().code, ErrorCode::kConflict);
}

TEST_F(SetUpTest, RefusesAWrongOrOldLink) {
  const auto token = link();
  auto context = nobody();
  EXPECT_EQ(set_up(context, in("guess")).error().code, ErrorCode::kNotFound);
  now = now + std::chrono::days(1);
  auto tomorrow = nobody();
  EXPECT_EQ(set_up(tomorrow, in(token)).error().code, ErrorCode::kNotFound);
}

TEST_F(SetUpTest, AWrongFormLeavesTheLinkUsable) {
  const auto token = link();
  auto context = nobody();
  auto weak = in(token);
  weak.password = "short";
  EXPECT_EQ(set_up(context, weak).error().code, ErrorCode::kInvalid);
  auto nameless = in(token);
  nameless.team = " ";
  EXPECT_EQ(set_up(context, nameless).error().code, ErrorCode::kInvalid);
  auto unmailable = in(token);
  unmailable.email = "cleo";
  EXPECT_EQ(set_up(context, unmailable).error().code, ErrorCode::kInvalid);
  EXPECT_TRUE(set_up(context, in(token)));
}

// --- invitations ------------------------------------------------------------------------------

class Invitations : public People {
 protected:
  std::string invite(const std::string& email, Role role = Role::kViewer) {
    auto owner = as(ann);
    const auto link = invite_user(owner, {.email = email, .role = role});
    EXPECT_TRUE(link) << message_of(link);
    return token_of(link->url);
  }
  Result<SignedIn> accept(const std::string& token) {
    auto context = nobody();
    return accept_invitation(context,
                             {.token = token, .name = "Cleo", .password = std::string(kPassword)});
  }
};

TEST_F(Invitations, MakeWhoeverAcceptsAMemberOfThatRole) {
  const auto token = invite("Cleo@Example.com", Role::kEngineer);
  auto context = nobody();
  EXPECT_EQ(show_invitation(context, token)->team, "North");
  const auto in = accept(token);
  ASSERT_TRUE(in) << message_of(in);
  EXPECT_EQ(in->session.user.role, Role::kEngineer);
  EXPECT_EQ(in->session.user.email, "cleo@example.com");
  EXPECT_FALSE(in->session.user.is_administrator);
  EXPECT_THAT(audited(), Contains("user.created"));
}

TEST_F(Invitations, WorkOnce) {
  const auto token = invite("cleo@example.com");
  ASSERT_TRUE(accept(token));
  EXPECT_EQ(accept(token).error().code, ErrorCode::kNotFound);
}

TEST_F(Invitations, AreOverAfterSevenDays) {
  const auto token = invite("cleo@example.com");
  now = now + std::chrono::days(7);
  EXPECT_EQ(accept(token).error().code, ErrorCode::kNotFound);
}

TEST_F(Invitations, AreTakenBack) {
  const auto token = invite("cleo@example.com");
  auto owner = as(ann);
  const auto listed = list_invitations(owner, {}).value();
  ASSERT_THAT(listed.items, SizeIs(1));
  ASSERT_TRUE(revoke_invitation(owner, listed.items[0].id));
  EXPECT_EQ(accept(token).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(revoke_invitation(owner, listed.items[0].id).error().code, ErrorCode::kNotFound);
}

TEST_F(Invitations, OfTheSameAddressReplaceEachOther) {
  const auto first = invite("cleo@example.com", Role::kOwner);
  const auto second = invite("cleo@example.com", Role::kViewer);
  EXPECT_EQ(accept(first).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(accept(second)->session.user.role, Role::kViewer);
}

TEST_F(Invitations, OfSomebodyWhoIsHereAreRefused) {
  auto owner = as(ann);
  EXPECT_EQ(invite_user(owner, {.email = "BEN@example.com"}).error().code, ErrorCode::kConflict);
}

TEST_F(Invitations, AreNoLinksForAnythingElse) {
  const auto token = invite("cleo@example.com");
  auto context = nobody();
  EXPECT_EQ(set_password(context, {.token = token, .password = "battery staple"}).error().code,
            ErrorCode::kNotFound);
}

// --- people -----------------------------------------------------------------------------------

TEST_F(People, AreListedInPagesWithTheirTotal) {
  auto owner = as(ann);
  const auto first = list_people(owner, {.limit = 1}).value();
  ASSERT_THAT(first.items, SizeIs(1));
  EXPECT_EQ(first.total, 2);
  ASSERT_TRUE(first.next_cursor);
  const auto second = list_people(owner, {.limit = 1, .cursor = *first.next_cursor}).value();
  ASSERT_THAT(second.items, SizeIs(1));
  EXPECT_NE(second.items[0].id, first.items[0].id);
  EXPECT_FALSE(second.next_cursor);
  EXPECT_EQ(list_people(owner, {.limit = 0}).error().code, ErrorCode::kMalformed);
  EXPECT_EQ(list_people(owner, {.cursor = "7b2273"}).error().code, ErrorCode::kMalformed);
}

TEST_F(People, TakeANewRole) {
  auto owner = as(ann);
  const auto after =
      update_person(owner, {.id = ben.id, .version = ben.version}, {.role = Role::kOwner});
  ASSERT_TRUE(after) << message_of(after);
  EXPECT_EQ(after->role, Role::kOwner);
  EXPECT_EQ(update_person(owner, {.id = ben.id, .version = ben.version}, {.role = Role::kViewer})
                .error()
                .code,
            ErrorCode::kStale);
}

TEST_F(People, WhoAreLetGoAreSignedOutAndTheirTokensEnd) {
  const auto session = try_sign_in("ben@example.com", kPassword)->token;
  auto engineer = as(ben);
  const auto token = create_token(engineer, {.name = "ci",
                                             .scopes = {security::Scope::kRead},
                                             .expires_at = now + std::chrono::days(1)})
                         ->token;
  auto owner = as(ann);
  ASSERT_TRUE(update_person(owner, {.id = ben.id}, {.is_active = false}));
  EXPECT_FALSE(authenticate_session(*db, {.token = session, .now = now}));
  EXPECT_FALSE(authenticate_token(*db, {.token = token, .now = now}));
  ASSERT_TRUE(update_person(owner, {.id = ben.id}, {.is_active = true}));
  EXPECT_FALSE(authenticate_session(*db, {.token = session, .now = now}));
  EXPECT_FALSE(authenticate_token(*db, {.token = token, .now = now}));
  EXPECT_TRUE(try_sign_in("ben@example.com", kPassword));
}

TEST_F(People, KeepALastOwner) {
  auto owner = as(ann);
  EXPECT_EQ(update_person(owner, {.id = ann.id}, {.role = Role::kEngineer}).error().code,
            ErrorCode::kConflict);
  EXPECT_EQ(update_person(owner, {.id = ann.id}, {.is_active = false}).error().code,
            ErrorCode::kConflict);
  ASSERT_TRUE(update_person(owner, {.id = ben.id}, {.role = Role::kOwner}));
  ASSERT_TRUE(update_person(owner, {.id = ben.id}, {.is_active = false}));
  EXPECT_EQ(update_person(owner, {.id = ann.id}, {.role = Role::kEngineer}).error().code,
            ErrorCode::kConflict)
      << "an owner who was let go is none";
  ASSERT_TRUE(update_person(owner, {.id = ben.id}, {.is_active = true, .is_administrator = true}));
  EXPECT_TRUE(update_person(owner, {.id = ann.id}, {.role = Role::kEngineer}));
}

TEST_F(People, WhoAreLetGoLetNobodyInByALinkThatTheyMade) {
  auto first = as(ann);
  ASSERT_TRUE(update_person(first, {.id = ben.id}, {.role = Role::kOwner}));
  ben.role = Role::kOwner;
  auto second = as(ben);
  const auto link = token_of(invite_user(second, {.email = "cleo@example.com"})->url);
  ASSERT_TRUE(update_person(first, {.id = ben.id}, {.role = Role::kEngineer}));
  auto context = nobody();
  EXPECT_EQ(show_invitation(context, link).error().code, ErrorCode::kNotFound);
}

TEST_F(People, LeaveAdministratorsToAdministrators) {
  auto administrator = as(ann);
  ASSERT_TRUE(update_person(administrator, {.id = ben.id}, {.role = Role::kOwner}));
  ben.role = Role::kOwner;
  auto owner = as(ben);
  EXPECT_EQ(make_password_link(owner, ann.id).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(reset_second_factor(owner, ann.id).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(update_person(owner, {.id = ann.id}, {.is_active = false}).error().code,
            ErrorCode::kForbidden);
  EXPECT_EQ(update_person(owner, {.id = ben.id}, {.is_administrator = true}).error().code,
            ErrorCode::kForbidden);
  EXPECT_TRUE(update_person(administrator, {.id = ben.id}, {.is_administrator = true}));
}

TEST_F(People, KeepALastAdministrator) {
  auto administrator = as(ann);
  ASSERT_TRUE(update_person(administrator, {.id = ben.id}, {.role = Role::kOwner}));
  EXPECT_EQ(update_person(administrator, {.id = ann.id}, {.is_administrator = false}).error().code,
            ErrorCode::kConflict);
  EXPECT_EQ(update_person(administrator, {.id = ann.id}, {.role = Role::kViewer}).error().code,
            ErrorCode::kConflict);
  ASSERT_TRUE(update_person(administrator, {.id = ben.id}, {.is_administrator = true}));
  EXPECT_TRUE(update_person(administrator, {.id = ann.id}, {.role = Role::kViewer}));
}

TEST_F(People, ChooseANewPasswordByTheLinkOfAnOwner) {
  const auto session = try_sign_in("ben@example.com", kPassword)->token;
  auto owner = as(ann);
  const auto token = token_of(make_password_link(owner, ben.id)->url);
  auto context = nobody();
  EXPECT_EQ(set_password(context, {.token = token, .password = "short"}).error().code,
            ErrorCode::kInvalid);
  ASSERT_TRUE(set_password(context, {.token = token, .password = "battery staple"}));
  EXPECT_FALSE(authenticate_session(*db, {.token = session, .now = now}));
  EXPECT_TRUE(try_sign_in("ben@example.com", "battery staple"));
  EXPECT_EQ(set_password(context, {.token = token, .password = "battery staple"}).error().code,
            ErrorCode::kNotFound);
}

TEST_F(People, AreToldOfTheNewestPasswordLinkAlone) {
  auto owner = as(ann);
  const auto first = token_of(make_password_link(owner, ben.id)->url);
  const auto second = token_of(make_password_link(owner, ben.id)->url);
  auto context = nobody();
  EXPECT_FALSE(set_password(context, {.token = first, .password = "battery staple"}));
  now = now + std::chrono::days(1);
  auto tomorrow = nobody();
  EXPECT_FALSE(set_password(tomorrow, {.token = second, .password = "battery staple"}));
}

TEST_F(People, ChangeTheirNameAndSettings) {
  auto engineer = as(ben);
  const auto profile =
      update_profile(engineer, {.name = "Benno", .settings = Settings{{"theme", "dark"}}}, {});
  ASSERT_TRUE(profile) << message_of(profile);
  EXPECT_EQ(profile->user.name, "Benno");
  EXPECT_EQ(profile->settings.at("theme"), "dark");
  EXPECT_EQ(update_profile(engineer, {.name = "B"}, profile->version - 1).error().code,
            ErrorCode::kStale);
}

TEST_F(People, KeepSmallSettings) {
  auto engineer = as(ben);
  const Settings large{{"x", std::string(20'000, 'x')}};
  EXPECT_EQ(update_profile(engineer, {.settings = large}, {}).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(update_profile(engineer, {.name = "a\u202Eb"}, {}).error().code, ErrorCode::kInvalid);
}

// --- other teams ------------------------------------------------------------------------------

class OtherTeam : public People {
 protected:
  OtherTeam() {
    south = add_bare_team("South");
    cleo = add_person(
        {.team = south, .email = "cleo@example.com", .name = "Cleo", .role = Role::kOwner});
  }
  Context elsewhere() {
    auto context = as(cleo);
    context.actor.team = south;
    return context;
  }

  Person cleo;
  std::string south;
};

TEST_F(OtherTeam, BeginsWithTheCatalogueAndItsFirstOwner) {
  auto administrator = as(ann);
  const auto made = create_team(administrator, {.name = "West", .owner_email = "dan@example.com"});
  ASSERT_TRUE(made) << message_of(made);
  EXPECT_GT(db->one<int>("select count(*) from trees where team_id = ?", made->team.id).value(), 0);
  auto context = nobody();
  const auto in = accept_invitation(
      context,
      {.token = token_of(made->invitation.url), .name = "Dan", .password = std::string(kPassword)});
  ASSERT_TRUE(in) << message_of(in);
  EXPECT_EQ(in->session.user.role, Role::kOwner);
  EXPECT_FALSE(in->session.user.is_administrator);
  EXPECT_EQ(in->session.team.name, "West");
  EXPECT_EQ(list_teams(administrator, {})->total, 3);
}

TEST_F(OtherTeam, HasItsNameAlone) {
  auto administrator = as(ann);
  EXPECT_EQ(
      create_team(administrator, {.name = "North", .owner_email = "dan@example.com"}).error().code,
      ErrorCode::kConflict);
}

TEST_F(OtherTeam, SeesNobodyOfThisOne) {
  auto owner = elsewhere();
  EXPECT_EQ(list_people(owner, {})->total, 1);
  EXPECT_EQ(show_person(owner, ben.id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(update_person(owner, {.id = ben.id}, {.is_active = false}).error().code,
            ErrorCode::kNotFound);
  EXPECT_EQ(make_password_link(owner, ben.id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(reset_second_factor(owner, ben.id).error().code, ErrorCode::kNotFound);
}

TEST_F(OtherTeam, TakesNoInvitationOfThisOneBack) {
  auto here = as(ann);
  const auto link = invite_user(here, {.email = "dan@example.com"}).value();
  auto owner = elsewhere();
  EXPECT_EQ(list_invitations(owner, {})->total, 0);
  EXPECT_EQ(revoke_invitation(owner, link.id).error().code, ErrorCode::kNotFound);
}

// --- tokens -----------------------------------------------------------------------------------

class Tokens : public OtherTeam {
 protected:
  CreateToken wish() {
    return {.name = "ci",
            .scopes = {security::Scope::kRun, security::Scope::kRead, security::Scope::kRun},
            .expires_at = now + std::chrono::days(30)};
  }
  CreatedToken make(const Person& person) {
    auto context = as(person);
    auto made = create_token(context, wish());
    EXPECT_TRUE(made) << message_of(made);
    return *std::move(made);
  }
};

TEST_F(Tokens, NameTheirMakerAndWhatTheyMay) {
  const auto made = make(ben);
  EXPECT_TRUE(made.token.starts_with("fettle_"));
  const auto actor =
      authenticate_token(*db, {.token = made.token, .address = "192.0.2.9", .now = now}).value();
  EXPECT_EQ(actor.user, ben.id);
  EXPECT_EQ(actor.team, team);
  EXPECT_EQ(actor.principal.kind, engine::PrincipalKind::kToken);
  EXPECT_EQ(actor.principal.name, "ci");
  EXPECT_THAT(*actor.rights.scopes, ElementsAre(security::Scope::kRead, security::Scope::kRun));
}

TEST_F(Tokens, NeverMayMoreThanTheirMakerMayNow) {
  const auto made = make(ben);
  auto owner = as(ann);
  ASSERT_TRUE(update_person(owner, {.id = ben.id}, {.role = Role::kViewer}));
  const auto actor = authenticate_token(*db, {.token = made.token, .now = now}).value();
  EXPECT_FALSE(security::may(actor.rights, security::Action::kRun));
}

TEST_F(Tokens, EndWhenTheyWereToldTo) {
  const auto made = make(ben);
  now = made.api_token.expires_at;
  EXPECT_EQ(authenticate_token(*db, {.token = made.token, .now = now}).error().code,
            ErrorCode::kUnauthenticated);
}

TEST_F(Tokens, LiveAYearAtMost) {
  auto context = as(ben);
  for (const auto expires_at : {now, now + kTokenLifeMax + Milliseconds(1)}) {
    auto in = wish();
    in.expires_at = expires_at;
    EXPECT_EQ(create_token(context, in).error().code, ErrorCode::kInvalid);
  }
}

TEST_F(Tokens, NeedAScope) {
  auto context = as(ben);
  auto in = wish();
  in.scopes.clear();
  EXPECT_EQ(create_token(context, in).error().code, ErrorCode::kInvalid);
}

TEST_F(Tokens, AreNotMadeByATokenToo) {
  auto program = as_token(ann, {security::Scope::kManage});
  EXPECT_EQ(create_token(program, wish()).error().code, ErrorCode::kForbidden);
}

TEST_F(Tokens, OfOthersAreSeenAndRevokedByOwnersAlone) {
  const auto made = make(ann);
  auto engineer = as(ben);
  EXPECT_EQ(list_tokens(engineer, {})->total, 0);
  EXPECT_EQ(revoke_token(engineer, made.api_token.id).error().code, ErrorCode::kNotFound);
  const auto bens = make(ben);
  auto owner = as(ann);
  EXPECT_EQ(list_tokens(owner, {})->total, 2);
  EXPECT_TRUE(revoke_token(owner, bens.api_token.id));
  EXPECT_FALSE(authenticate_token(*db, {.token = bens.token, .now = now}));
}

TEST_F(Tokens, OfAnotherTeamAreNotFound) {
  const auto made = make(ann);
  auto owner = elsewhere();
  EXPECT_EQ(list_tokens(owner, {})->total, 0);
  EXPECT_EQ(revoke_token(owner, made.api_token.id).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace fettle::usecases
