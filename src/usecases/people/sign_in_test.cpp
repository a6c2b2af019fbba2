// Signing in and what is refused: wrong and repeated passwords, codes, sessions that are over.
#include "usecases/people/sign_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "security/throttle.hpp"
#include "security/totp.hpp"
#include "usecases/people/authenticate.hpp"
#include "usecases/people/own_password.hpp"
#include "usecases/people/people_test_support.hpp"
#include "usecases/people/second_factor.hpp"
#include "usecases/secrets/change_master_key.hpp"

namespace fettle::usecases {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr auto kAnn = "ann@example.com";

class SigningIn : public People {
 protected:
  Result<Actor> authenticate(std::string_view token) {
    return authenticate_session(*db, {.token = token, .address = "192.0.2.7", .now = now});
  }
  void fail_times(int times, const std::string& email) {
    for (int i = 0; i < times; ++i) EXPECT_FALSE(try_sign_in(email, "wrong password"));
  }
};

TEST_F(SigningIn, OpensASession) {
  const auto in = try_sign_in(" ANN@example.com ", kPassword);
  ASSERT_TRUE(in) << message_of(in);
  EXPECT_EQ(in->session.user.id, ann.id);
  EXPECT_EQ(in->session.team.name, "North");
  const auto actor = authenticate(in->token);
  ASSERT_TRUE(actor) << message_of(actor);
  EXPECT_EQ(actor->user, ann.id);
  EXPECT_EQ(actor->team, team);
  EXPECT_EQ(actor->rights.role, security::Role::kOwner);
  EXPECT_THAT(audited(), Contains("user.signed_in"));
}

TEST_F(SigningIn, SaysTheSameOfAWrongPasswordAndAnUnknownAccount) {
  const auto wrong = try_sign_in(kAnn, "wrong password");
  const auto unknown = try_sign_in("nobody@example.com", kPassword);
  EXPECT_EQ(wrong.error().code, ErrorCode::kUnauthenticated);
  EXPECT_EQ(wrong.error().message, unknown.error().message);
}

TEST_F(SigningIn, RefusesWhoeverWasLetGoWithTheSameWords) {
  auto owner = as(ann);
  ASSERT_TRUE(update_person(owner, {.id = ben.id}, {.is_active = false}));
  EXPECT_EQ(try_sign_in("ben@example.com", kPassword).error().message,
            try_sign_in("nobody@example.com", kPassword).error().message);
}

TEST_F(SigningIn, MakesAnAccountWaitAfterFailures) {
  fail_times(security::kFreeAccountFailures, kAnn);
  EXPECT_EQ(try_sign_in(kAnn, kPassword).error().code, ErrorCode::kTooMany);
  now = now + std::chrono::seconds(2);
  EXPECT_TRUE(try_sign_in(kAnn, kPassword));
}

TEST_F(SigningIn, MakesAnUnknownAccountWaitAlike) {
  fail_times(security::kFreeAccountFailures, "nobody@example.com");
  EXPECT_EQ(try_sign_in("nobody@example.com", kPassword).error().code, ErrorCode::kTooMany);
}

TEST_F(SigningIn, MakesAnAddressWaitThatTriesManyAccounts) {
  for (int i = 0; i < security::kFreeAddressFailures; ++i) {
    fail_times(1, std::to_string(i) + "@example.com");
  }
  EXPECT_EQ(try_sign_in(kAnn, kPassword).error().code, ErrorCode::kTooMany);
}

TEST_F(SigningIn, ForgetsFailuresOnceSomebodyGotIn) {
  fail_times(security::kFreeAccountFailures - 1, kAnn);
  ASSERT_TRUE(try_sign_in(kAnn, kPassword));
  fail_times(security::kFreeAccountFailures - 1, kAnn);
  EXPECT_TRUE(try_sign_in(kAnn, kPassword));
}

TEST_F(SigningIn, ForgetsFailuresOfYesterday) {
  fail_times(security::kFreeAccountFailures, kAnn);
  now = now + std::chrono::hours(25);
  fail_times(security::kFreeAccountFailures - 1, kAnn);
  EXPECT_TRUE(try_sign_in(kAnn, kPassword));
}

// --- sessions ---------------------------------------------------------------------------------

TEST_F(SigningIn, ASessionIsOverAfterHalfADayWithoutARequest) {
  const auto token = try_sign_in(kAnn, kPassword)->token;
  now = now + kSessionIdleMax - Milliseconds(1);
  EXPECT_TRUE(authenticate(token));
  now = now + kSessionIdleMax - Milliseconds(1);
  EXPECT_TRUE(authenticate(token)) << "the request before counts";
  now = now + kSessionIdleMax;
  EXPECT_EQ(authenticate(token).error().code, ErrorCode::kUnauthenticated);
}

TEST_F(SigningIn, ASessionIsOverAfterAWeekInAnyCase) {
  const auto token = try_sign_in(kAnn, kPassword)->token;
  for (int i = 0; i < 14; ++i) {
    EXPECT_TRUE(authenticate(token)) << i;
    now = now + kSessionIdleMax - Milliseconds(1);
  }
  now = now + Milliseconds(14);
  EXPECT_FALSE(authenticate(token));
}

TEST_F(SigningIn, ATokenOfNobodyIsRefused) {
  EXPECT_EQ(authenticate("").error().code, ErrorCode::kUnauthenticated);
  EXPECT_EQ(authenticate("x").error().code, ErrorCode::kUnauthenticated);
}

TEST_F(SigningIn, SigningOutEndsTheSession) {
  auto owner = as(ann);
  ASSERT_TRUE(sign_out(owner, ann_token));
  EXPECT_FALSE(authenticate(ann_token));
  EXPECT_EQ(sign_out(owner, ann_token).error().code, ErrorCode::kNotFound);
}

TEST_F(SigningIn, NobodySignsSomebodyElseOut) {
  auto other = as(ben);
  EXPECT_FALSE(sign_out(other, ann_token));
  EXPECT_TRUE(authenticate(ann_token));
}

TEST_F(SigningIn, OnesOwnSessionsAreListedAndRevoked) {
  const auto token = try_sign_in(kAnn, kPassword)->token;
  auto owner = as(ann);
  const auto sessions = list_sessions(owner, ann_token).value();
  ASSERT_THAT(sessions, SizeIs(2));
  EXPECT_FALSE(sessions[0].is_current);
  EXPECT_TRUE(sessions[1].is_current);
  auto other = as(ben);
  EXPECT_EQ(revoke_session(other, sessions[0].id).error().code, ErrorCode::kNotFound);
  EXPECT_TRUE(revoke_session(owner, sessions[0].id));
  EXPECT_FALSE(authenticate(token));
  EXPECT_TRUE(authenticate(ann_token));
}

TEST_F(SigningIn, ABrowserMayCallItselfAnything) {
  auto context = nobody();
  const std::string agent = std::string("\xff\n") + std::string(5'000, 'x');
  ASSERT_TRUE(
      sign_in(context, {.email = kAnn, .password = std::string(kPassword), .agent = agent}));
  auto owner = as(ann);
  const auto shown = list_sessions(owner, "")->front().agent;
  EXPECT_TRUE(shown.starts_with("\\xff^J")) << shown;
  EXPECT_LE(shown.size(), 200U);
}

TEST_F(SigningIn, AllOtherSessionsAreRevokedAtOnce) {
  const auto token = try_sign_in(kAnn, kPassword)->token;
  auto owner = as(ann);
  ASSERT_TRUE(revoke_other_sessions(owner, ann_token));
  EXPECT_FALSE(authenticate(token));
  EXPECT_TRUE(authenticate(ann_token));
}

TEST_F(SigningIn, WhatIsOverIsForgotten) {
  fail_times(1, kAnn);
  now = now + std::chrono::days(8);
  auto context = nobody();
  ASSERT_TRUE(forget_ended_sessions(context));
  EXPECT_EQ(db->one<int>("select count(*) from user_sessions").value(), 0);
  EXPECT_EQ(db->one<int>("select count(*) from sign_in_failures").value(), 0);
}

// --- one's own password -----------------------------------------------------------------------

TEST_F(SigningIn, AChangedPasswordEndsAllOtherSessions) {
  const auto token = try_sign_in(kAnn, kPassword)->token;
  auto owner = as(ann);
  const auto done = change_password(
      owner, {.current = std::string(kPassword), .password = "battery staple"}, ann_token);
  ASSERT_TRUE(done) << message_of(done);
  EXPECT_FALSE(authenticate(token));
  EXPECT_TRUE(authenticate(ann_token));
  EXPECT_FALSE(try_sign_in(kAnn, kPassword));
  EXPECT_TRUE(try_sign_in(kAnn, "battery staple"));
}

TEST_F(SigningIn, AChangeOfPasswordNeedsTheOldOne) {
  auto owner = as(ann);
  EXPECT_EQ(change_password(owner, {.current = "wrong", .password = "battery staple"}, ann_token)
                .error()
                .code,
            ErrorCode::kForbidden);
}

TEST_F(SigningIn, GuessesAtOnesOwnPasswordAreCountedToo) {
  auto owner = as(ann);
  const ChangePassword guess{.current = "wrong", .password = "battery staple"};
  for (int i = 0; i < security::kFreeAccountFailures; ++i) {
    EXPECT_EQ(change_password(owner, guess, ann_token).error().code, ErrorCode::kForbidden);
  }
  EXPECT_EQ(change_password(owner, guess, ann_token).error().code, ErrorCode::kTooMany);
}

TEST_F(SigningIn, AWeakPasswordIsRefusedBeforeAnythingElse) {
  auto owner = as(ann);
  EXPECT_EQ(
      change_password(owner, {.current = "wrong", .password = "short"}, ann_token).error().code,
      ErrorCode::kInvalid);
}

// --- the second factor ------------------------------------------------------------------------

class SecondFactor : public SigningIn {
 protected:
  /// In force, with its secret.
  std::string enrol() {
    auto owner = as(ann);
    EXPECT_TRUE(enrol_second_factor(owner, kPassword));
    const auto secret = pending_secret();
    EXPECT_TRUE(confirm_second_factor(owner, code(secret)));
    return secret;
  }
  std::string pending_secret() {
    const auto row = store::find_user(*db, {team, ann.id}).value().value();
    return services.secret_box.open(row.totp_pending, {.kind = "totp", .team = team, .id = ann.id})
        .value();
  }
  std::string code(const std::string& secret) {
    return security::totp_code(secret, now.ms / 30'000);
  }
  void next_code() { now = now + std::chrono::seconds(30); }
};

TEST_F(SecondFactor, IsNotInForceBeforeItsFirstCode) {
  auto owner = as(ann);
  ASSERT_TRUE(enrol_second_factor(owner, kPassword));
  EXPECT_TRUE(try_sign_in(kAnn, kPassword));
  EXPECT_EQ(confirm_second_factor(owner, "000000").error().code, ErrorCode::kInvalid);
}

TEST_F(SecondFactor, IsAskedForOnceThePasswordFits) {
  enrol();
  const auto answer = try_sign_in(kAnn, kPassword);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kUnauthenticated);
  ASSERT_THAT(answer.error().diagnostics, SizeIs(1));
  EXPECT_EQ(answer.error().diagnostics[0].code, "session.code-required");
  EXPECT_THAT(try_sign_in(kAnn, "wrong password").error().diagnostics, SizeIs(0));
}

TEST_F(SecondFactor, LetsInWithItsCode) {
  const auto secret = enrol();
  next_code();
  const auto in = try_sign_in(kAnn, kPassword, code(secret));
  ASSERT_TRUE(in) << message_of(in);
  EXPECT_TRUE(in->session.user.has_second_factor);
}

TEST_F(SecondFactor, RefusesACodeThatWasUsed) {
  const auto secret = enrol();
  EXPECT_FALSE(try_sign_in(kAnn, kPassword, code(secret))) << "it confirmed the second factor";
  next_code();
  ASSERT_TRUE(try_sign_in(kAnn, kPassword, code(secret)));
  EXPECT_EQ(try_sign_in(kAnn, kPassword, code(secret)).error().code, ErrorCode::kUnauthenticated);
}

TEST_F(SecondFactor, GuessesAtItsCodeMakeTheAccountWait) {
  const auto secret = enrol();
  next_code();
  for (int i = 0; i < security::kFreeAccountFailures; ++i) {
    EXPECT_EQ(try_sign_in(kAnn, kPassword, "000000").error().code, ErrorCode::kUnauthenticated);
  }
  EXPECT_EQ(try_sign_in(kAnn, kPassword, code(secret)).error().code, ErrorCode::kTooMany);
}

TEST_F(SecondFactor, AskingForItTakesNoFailuresBackButItsOwn) {
  enrol();
  for (int i = 0; i < security::kFreeAccountFailures; ++i) {
    EXPECT_FALSE(try_sign_in(kAnn, kPassword, "000000"));
    EXPECT_FALSE(try_sign_in(kAnn, kPassword));
  }
  EXPECT_EQ(try_sign_in(kAnn, kPassword, "000000").error().code, ErrorCode::kTooMany);
}

TEST_F(SecondFactor, IsRemovedWithThePassword) {
  enrol();
  auto owner = as(ann);
  EXPECT_EQ(remove_second_factor(owner, "wrong password").error().code, ErrorCode::kForbidden);
  ASSERT_TRUE(remove_second_factor(owner, kPassword));
  EXPECT_TRUE(try_sign_in(kAnn, kPassword));
  EXPECT_EQ(remove_second_factor(owner, kPassword).error().code, ErrorCode::kNotFound);
}

TEST_F(SecondFactor, IsNotReplacedWhileItIsInForce) {
  enrol();
  auto owner = as(ann);
  EXPECT_EQ(enrol_second_factor(owner, kPassword).error().code, ErrorCode::kConflict);
}

TEST_F(SecondFactor, IsNotOfferedWithoutAMasterKey) {
  services.secret_box = {};
  auto owner = as(ann);
  const auto answer = enrol_second_factor(owner, kPassword);
  EXPECT_EQ(answer.error().code, ErrorCode::kConflict);
  EXPECT_THAT(answer.error().message, HasSubstr("master key"));
}

TEST_F(SecondFactor, OfSomebodyWhoHasLostItIsResetByAnOwner) {
  auto engineer = as(ben);
  ASSERT_TRUE(enrol_second_factor(engineer, kPassword));
  auto owner = as(ann);
  EXPECT_EQ(reset_second_factor(owner, ben.id).error().code, ErrorCode::kNotFound);
  enrol();
  ASSERT_TRUE(reset_second_factor(owner, ann.id));
  EXPECT_TRUE(try_sign_in(kAnn, kPassword));
}

TEST_F(SecondFactor, OutlivesTheMasterKeyThatSealedIt) {
  const auto secret = enrol();
  const std::string new_key(32, 'n');
  services.secret_box = security::SecretBox({new_key, std::string(32, 'k')});
  auto context = nobody();
  EXPECT_EQ(change_master_key(context).value(), 1);
  EXPECT_EQ(change_master_key(context).value(), 0);
  services.secret_box = security::SecretBox({new_key});
  next_code();
  EXPECT_TRUE(try_sign_in(kAnn, kPassword, code(secret)));
}

TEST_F(SecondFactor, IsNotChangedByAToken) {
  auto program = as_token(ann, {security::Scope::kManage});
  EXPECT_EQ(enrol_second_factor(program, kPassword).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(remove_second_factor(program, kPassword).error().code, ErrorCode::kForbidden);
}

}  // namespace
}  // namespace fettle::usecases
