// For tests: a database with one team, its owner Ann and the engineer Ben, and contexts that act as
// one of them. Time stands still unless a test moves it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "embedded/migrations.hpp"
#include "security/password.hpp"
#include "store/audit_store.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite.hpp"
#include "usecases/batches/no_batch_commands.hpp"
#include "usecases/context.hpp"
#include "usecases/people/invitations.hpp"
#include "usecases/people/new_user.hpp"
#include "usecases/people/people.hpp"
#include "usecases/people/set_up.hpp"
#include "usecases/people/sign_in.hpp"

namespace fettle::usecases {

/// What follows `#` in a link.
inline std::string token_of(const std::string& url) { return url.substr(url.find('#') + 1); }

template <class T>
std::string message_of(const Result<T>& result) {
  return result ? "" : result.error().message + " " + result.error().detail;
}

class People : public ::testing::Test {
 protected:
  class CountedBits : public ports::Random {
   public:
    std::uint64_t bits() override { return ++last_; }

   private:
    std::uint64_t last_ = 0;
  };

  static constexpr std::string_view kPassword = "correct horse";

  People() {
    EXPECT_TRUE(store::migrate(*db, embedded::migrations(), now));
    team = add_bare_team("North");
    ann = add_person({.team = team,
                      .email = "ann@example.com",
                      .name = "Ann",
                      .role = security::Role::kOwner,
                      .is_administrator = true});
    ben = add_person({.team = team,
                      .email = "ben@example.com",
                      .name = "Ben",
                      .role = security::Role::kEngineer});
    auto context = as(ann);
    const auto row = store::find_user(*db, {team, ann.id}).value().value();
    ann_token = begin_session(context, row, "a browser").value().token;
  }

  /// Without the catalogue, which takes its time.
  std::string add_bare_team(const std::string& name) {
    const auto id = nobody().new_id();
    EXPECT_TRUE(store::add_team(*db, {.id = id, .name = name, .created_at = now}));
    return id;
  }
  /// With the password of all.
  Person add_person(NewUser user) {
    static const auto hash = security::PasswordHasher().hash(kPassword).value();
    user.password_hash = hash;
    auto context = nobody();
    const auto row = add_user(context, std::move(user));
    EXPECT_TRUE(row) << message_of(row);
    return person_of(*row);
  }

  Context context_of(Actor actor) {
    actor.address = "192.0.2.7";
    return {.database = *db,
            .actor = std::move(actor),
            .now = now,
            .random = random,
            .services = services};
  }
  Context nobody() { return context_of({}); }
  Context as(const Person& person) {
    return context_of(
        {.principal = {engine::PrincipalKind::kUser, person.id, person.name},
         .user = person.id,
         .team = team,
         .rights = {
             .role = person.role, .is_administrator = person.is_administrator, .scopes = {}}});
  }
  Context as_token(const Person& person, std::vector<security::Scope> scopes) {
    auto context = as(person);
    context.actor.principal = {engine::PrincipalKind::kToken, "token", "a program"};
    context.actor.rights.scopes = std::move(scopes);
    return context;
  }

  Result<SignedIn> try_sign_in(const std::string& email, std::string_view password,
                               const std::string& code = "") {
    auto context = nobody();
    return sign_in(context, {.email = email, .password = std::string(password), .code = code});
  }

  std::vector<std::string> audited() {
    std::vector<std::string> actions;
    for (const auto& row : store::list_audit(*db, team, {}, {.rows = 100}).value()) {
      actions.push_back(row.action);
    }
    return actions;
  }

  std::unique_ptr<store::Connection> db =
      store::open_sqlite(":memory:", store::OpenMode::kReadWrite).value();
  Instant now{1'774'747'800'000};
  CountedBits random;
  NoBatchCommands batches;
  Services services{.batches = batches,
                    .public_url = "https://fettle.test",
                    .secret_box = security::SecretBox({std::string(32, 'k')})};
  Person ann;
  Person ben;
  std::string team;
  std::string ann_token;
};

}  // namespace fettle::usecases
