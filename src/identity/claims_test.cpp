// What an ID token claims; the refusals over HTTP are in tests/contract/identity_test.py.
#include "identity/claims.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "identity/discovery.hpp"
#include "identity/group_roles.hpp"

namespace fettle::identity {
namespace {

using security::Role;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const ExpectedClaims kExpected{.issuer = "https://id.example.com",
                               .client_id = "fettle",
                               .nonce = "n",
                               .groups_claim = "groups",
                               .now = Instant{1'800'000'000'000}};

/// Claims that fit, and others behind them: of two with one name the last counts.
Result<Identity> read(std::string_view more) {
  return read_claims(fmt::format(R"({{"iss":"https://id.example.com","aud":"fettle","sub":"248289",
                                     "nonce":"n","iat":1799999990,"exp":1800000300{}{}}})",
                                 more.empty() ? "" : ",", more),
                     kExpected);
}

std::string refusal(std::string_view more) {
  const auto identity = read(more);
  return identity ? "none" : identity.error().message;
}

TEST(Claims, SayWhoItIs) {
  const auto identity =
      read(R"("email":"bea@example.com","name":"Bea","groups":["sre",7,"readers"])").value();
  EXPECT_EQ(identity.issuer, "https://id.example.com");
  EXPECT_EQ(identity.subject, "248289");
  EXPECT_EQ(identity.email, "bea@example.com");
  EXPECT_EQ(identity.name, "Bea");
  EXPECT_THAT(identity.groups, ElementsAre("sre", "readers"));
}

TEST(Claims, MaySayAGroupAsATextAndNothingElse) {
  const auto identity = read(R"("groups":"sre")").value();
  EXPECT_THAT(identity.groups, ElementsAre("sre"));
  EXPECT_THAT(identity.email, IsEmpty());
}

TEST(Claims, AnAddressThatIsNotVerifiedIsNone) {
  EXPECT_THAT(read(R"("email":"a@example.com","email_verified":false)")->email, IsEmpty());
  for (const auto* said : {R"("false")", R"("no")", "null", "0", "[true]"}) {
    EXPECT_THAT(read(fmt::format(R"("email":"a@example.com","email_verified":{})", said))->email,
                IsEmpty())
        << said;
  }
  EXPECT_EQ(read(R"("email":"a@example.com","email_verified":true)")->email, "a@example.com");
  EXPECT_EQ(read(R"("email":"a@example.com","email_verified":"true")")->email, "a@example.com");
}

TEST(Claims, SayWhereGroupsStandOnlyWhereNoneAreNamed) {
  EXPECT_THAT(refusal(R"("_claim_names":{"groups":"src1"})"), HasSubstr("fewer (groups)"));
  EXPECT_EQ(refusal(R"("_claim_names":{"groups":"src1"},"groups":["sre"])"), "none");
  EXPECT_EQ(refusal(R"("_claim_names":{"address":"src1"})"), "none");
}

TEST(Claims, AreForUs) {
  EXPECT_EQ(refusal(R"("aud":["fettle"])"), "none");
  EXPECT_EQ(refusal(R"("aud":["x","fettle"],"azp":"fettle")"), "none");
  EXPECT_THAT(refusal(R"("aud":["x","fettle"])"), HasSubstr("(aud)"));
  EXPECT_THAT(refusal(R"("aud":"fettle2")"), HasSubstr("(aud)"));
  EXPECT_THAT(refusal(R"("aud":"fettle","azp":"x")"), HasSubstr("(azp)"));
}

TEST(Claims, EndAMinuteLaterThanTheySay) {
  EXPECT_EQ(refusal(R"("exp":1799999941)"), "none");
  EXPECT_THAT(refusal(R"("exp":1799999940)"), HasSubstr("expired"));
  EXPECT_THAT(refusal(R"("exp":null)"), HasSubstr("no end"));
  EXPECT_THAT(refusal(R"("exp":1e300)"), HasSubstr("no end"));
  EXPECT_EQ(refusal(R"("iat":1800000060)"), "none");
  EXPECT_THAT(refusal(R"("iat":1800000061)"), HasSubstr("future"));
  EXPECT_EQ(refusal(R"("nbf":1800000060)"), "none");
  EXPECT_THAT(refusal(R"("nbf":1800000061)"), HasSubstr("(nbf)"));
  EXPECT_THAT(refusal(R"("nbf":"never")"), HasSubstr("(nbf)"));
}

TEST(Claims, AreAnObjectWithASubject) {
  for (const auto* text : {"", "[]", "x", "\"\""}) EXPECT_FALSE(read_claims(text, kExpected));
  EXPECT_THAT(refusal(R"("sub":"")"), HasSubstr("(sub)"));
  EXPECT_THAT(refusal(R"("sub":7)"), HasSubstr("(sub)"));
  EXPECT_THAT(refusal(R"("sub":"\u0000")"), HasSubstr("(sub)"));
  EXPECT_THAT(refusal(fmt::format(R"("sub":"{}")", std::string(256, 'x'))), HasSubstr("(sub)"));
}

TEST(GroupRoles, GiveTheHighestRole) {
  const GroupRoles roles{.owners = {"a"}, .engineers = {"b", "c"}, .viewers = {"d"}};
  EXPECT_EQ(role_of_groups(roles, {"d", "a", "b"}), Role::kOwner);
  EXPECT_EQ(role_of_groups(roles, {"d", "c"}), Role::kEngineer);
  EXPECT_EQ(role_of_groups(roles, {"d"}), Role::kViewer);
  EXPECT_EQ(role_of_groups(roles, {"A", "", "*"}), std::nullopt);
  EXPECT_EQ(role_of_groups({.viewers = {"*"}}, {}), Role::kViewer);
}

TEST(Discovery, IsOfItsIssuerAndOverTls) {
  const std::string good =
      R"({"issuer":"https://id.example.com/","authorization_endpoint":"https://id.example.com/a",)"
      R"("token_endpoint":"https://id.example.com/t","jwks_uri":"https://id.example.com/k")";
  EXPECT_EQ(discovery_address("https://id.example.com/"),
            "https://id.example.com/.well-known/openid-configuration");
  EXPECT_TRUE(read_discovery(good + "}", "https://id.example.com/")->takes_basic);
  EXPECT_THAT(read_discovery(good + "}", "https://id.example.com").error().message,
              HasSubstr("both have to be the same"));
  EXPECT_THAT(read_discovery("<html>", "https://id.example.com").error().message,
              HasSubstr("no JSON that names an issuer"));
  EXPECT_THAT(
      read_discovery(good + R"(,"jwks_uri":"http://id.example.com/k"})", "https://id.example.com/")
          .error()
          .message,
      HasSubstr("jwks_uri is no https address"));
  const auto post =
      read_discovery(good + R"(,"token_endpoint_auth_methods_supported":["client_secret_post"]})",
                     "https://id.example.com/");
  EXPECT_FALSE(post->takes_basic);
}

}  // namespace
}  // namespace fettle::identity
