// Which secret opens which server.
#include "usecases/secrets/credentials.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "usecases/people/people_test_support.hpp"
#include "usecases/secrets/secrets.hpp"
#include "usecases/secrets/server_access.hpp"
#include "usecases/servers/servers.hpp"

namespace fettle::usecases {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using Purpose = CredentialPurpose;

class Credentials : public People {
 protected:
  Credentials() {
    services.describe_key = [](const std::string& key, const std::string& /*passphrase*/) {
      if (key == "no key") return Result<std::string>(fail(ErrorCode::kInvalid, "value: no key"));
      return Result<std::string>("ssh-ed25519 SHA256:of-" + key);
    };
  }
  Secret put(const std::string& name, SecretKind kind, const std::string& passphrase = "") {
    auto owner = as(ann);
    auto made =
        put_secret(owner, {.name = name},
                   {.kind = kind,
                    .description = {},
                    .value = "value of " + name,
                    .passphrase = passphrase.empty() ? std::nullopt : std::optional(passphrase)});
    EXPECT_TRUE(made) << message_of(made);
    return made->secret;
  }
  Result<CredentialDefaults> use(std::vector<CredentialDefault> items) {
    auto owner = as(ann);
    return put_credential_defaults(owner, {std::move(items)});
  }
  std::string add_server(NewServer server) {
    auto owner = as(ann);
    auto made = create_server(owner, server);
    EXPECT_TRUE(made) << message_of(made);
    return made->id;
  }
  NewServer named(const std::string& name, const std::string& role = "") {
    NewServer server;
    server.name = name;
    server.role = role;
    return server;
  }
  Result<ports::ServerAccess> open(const std::string& server) {
    return open_server_access(*db, services.secret_box, server);
  }
};

TEST_F(Credentials, OfTheServerGoBeforeThoseOfItsRoleAndOfAll) {
  put("FOR_ALL", SecretKind::kSshKey);
  put("FOR_WEB", SecretKind::kSshKey);
  const auto own = put("OWN", SecretKind::kSshKey);
  ASSERT_TRUE(use({{Purpose::kLogin, "", "FOR_ALL"}, {Purpose::kLogin, "Web", "FOR_WEB"}}));
  auto chosen = named("web2", "web");
  chosen.credential_id = own.id;
  EXPECT_EQ(open(add_server(named("db1", "db")))->key.value, "value of FOR_ALL");
  EXPECT_EQ(open(add_server(named("web1", "WEB")))->key.value, "value of FOR_WEB");
  EXPECT_EQ(open(add_server(chosen))->key.value, "value of OWN");
}

TEST_F(Credentials, OfEachKindGoWhereTheyBelong) {
  put("KEY", SecretKind::kSshKey, "sesame");
  put("SUDO", SecretKind::kBecomePassword);
  ASSERT_TRUE(use({{Purpose::kLogin, "", "KEY"}, {Purpose::kBecome, "", "SUDO"}}));
  const auto server = add_server(named("web1"));
  const auto access = open(server).value();
  EXPECT_EQ(access.key.value, "value of KEY");
  EXPECT_THAT(access.key.id, HasSubstr("KEY (version 1)"));
  EXPECT_EQ(access.passphrase.value, "sesame");
  EXPECT_EQ(access.become_password.value, "value of SUDO");
  EXPECT_FALSE(access.password);
  put("PASSWORD", SecretKind::kPassword);
  ASSERT_TRUE(use({{Purpose::kLogin, "", "PASSWORD"}}));
  const auto by_password = open(server).value();
  EXPECT_EQ(by_password.password.value, "value of PASSWORD");
  EXPECT_FALSE(by_password.key);
  EXPECT_FALSE(by_password.become_password);
}

TEST_F(Credentials, AreKnownByAnotherNameOnceTheyWereRotated) {
  put("KEY", SecretKind::kSshKey);
  ASSERT_TRUE(use({{Purpose::kLogin, "", "KEY"}}));
  const auto server = add_server(named("web1"));
  const auto before = open(server)->key.id;
  put("KEY", SecretKind::kSshKey);
  EXPECT_NE(open(server)->key.id, before);
}

TEST_F(Credentials, AreOfAFittingKind) {
  put("VALUE", SecretKind::kValue);
  put("SUDO", SecretKind::kBecomePassword);
  const auto refused = use({{Purpose::kLogin, "", "SUDO"},
                            {Purpose::kBecome, "", "VALUE"},
                            {Purpose::kLogin, "x", "NONE"},
                            {Purpose::kLogin, "X", "SUDO"}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().diagnostics.size(), 5U);
  auto owner = as(ann);
  auto server = named("web1");
  server.credential_id = put("OTHER", SecretKind::kBecomePassword).id;
  EXPECT_EQ(create_server(owner, server).error().code, ErrorCode::kInvalid);
}

TEST_F(Credentials, ThatOpenServersAreNotDeleted) {
  auto server = named("web1");
  server.credential_id = put("KEY", SecretKind::kSshKey).id;
  add_server(server);
  put("USUAL", SecretKind::kPassword);
  ASSERT_TRUE(use({{Purpose::kLogin, "", "USUAL"}}));
  auto owner = as(ann);
  const auto refused = delete_secret(owner, "KEY");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_THAT(refused.error().message, HasSubstr("web1"));
  EXPECT_EQ(delete_secret(owner, "USUAL").error().code, ErrorCode::kConflict);
  ASSERT_TRUE(use({}));
  EXPECT_TRUE(delete_secret(owner, "USUAL"));
}

TEST_F(Credentials, KeepTheirKind) {
  put("KEY", SecretKind::kSshKey);
  auto owner = as(ann);
  EXPECT_EQ(
      put_secret(owner, {.name = "KEY"}, {.kind = SecretKind::kValue, .value = "x"}).error().code,
      ErrorCode::kConflict);
}

TEST_F(Credentials, ThatCanNotBeUsedAreRefused) {
  auto owner = as(ann);
  const auto refuse = [&](PutSecret secret) {
    const auto refused = put_secret(owner, {.name = "A"}, secret);
    return refused ? ErrorCode::kInternal : refused.error().code;
  };
  EXPECT_EQ(refuse({.kind = SecretKind::kSshKey, .value = "no key"}), ErrorCode::kInvalid);
  EXPECT_EQ(refuse({.kind = SecretKind::kPassword, .value = "two\nlines"}), ErrorCode::kInvalid);
  EXPECT_EQ(refuse({.kind = SecretKind::kPassword, .value = "x", .passphrase = "y"}),
            ErrorCode::kInvalid);
}

TEST_F(Credentials, OfAnotherTeamAreNotFound) {
  put("KEY", SecretKind::kSshKey);
  ASSERT_TRUE(use({{Purpose::kLogin, "", "KEY"}}));
  auto elsewhere = as(ann);
  elsewhere.actor.team = add_bare_team("South");
  EXPECT_TRUE(list_credential_defaults(elsewhere)->items.empty());
  EXPECT_EQ(put_credential_defaults(elsewhere, {{{Purpose::kLogin, "", "KEY"}}}).error().code,
            ErrorCode::kInvalid);
  const auto theirs = create_server(elsewhere, named("web1"));
  EXPECT_FALSE(open(theirs->id)->key);
}

TEST_F(Credentials, AreAuditedWithoutTheirValue) {
  put("KEY", SecretKind::kSshKey);
  ASSERT_TRUE(use({{Purpose::kLogin, "", "KEY"}}));
  EXPECT_THAT(audited(), Contains("credential_defaults.written"));
}

TEST_F(Credentials, OfAServerThatHasGoneAreNotFound) {
  EXPECT_EQ(open("gone").error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace fettle::usecases
