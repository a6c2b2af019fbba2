// Secrets of a team, and the audit log that everything here is written to.
#include "usecases/secrets/secrets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/json.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/audit/audit_log.hpp"
#include "usecases/people/people_test_support.hpp"
#include "usecases/secrets/change_master_key.hpp"
#include "usecases/secrets/open_secrets.hpp"

namespace fettle::usecases {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class Secrets : public People {
 protected:
  Result<SecretPut> put(const std::string& name, const std::string& value,
                        std::optional<std::int64_t> version = {}) {
    auto owner = as(ann);
    return put_secret(owner, {.name = name, .version = version},
                      {.kind = SecretKind::kValue, .value = value});
  }
  Result<OpenSecrets> open(std::vector<std::string> names) {
    return open_secrets(*db, services.secret_box, team, names);
  }
};

TEST_F(Secrets, AreOpenedByName) {
  ASSERT_TRUE(put("DB_PASSWORD", "hunter2"));
  ASSERT_TRUE(put("API_KEY", "abc"));
  const auto opened = open({"API_KEY", "DB_PASSWORD"}).value();
  EXPECT_EQ(opened.values().at("DB_PASSWORD"), "hunter2");
  EXPECT_EQ(opened.values().at("API_KEY"), "abc");
}

TEST_F(Secrets, ThatAreMissingAreAllNamed) {
  ASSERT_TRUE(put("A", "x"));
  const auto opened = open({"B", "A", "C"});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kNotFound);
  EXPECT_THAT(opened.error().message, HasSubstr("B, C"));
}

TEST_F(Secrets, AreWrittenOverWithANewVersion) {
  EXPECT_TRUE(put("A", "old")->is_new);
  const auto again = put("A", "new").value();
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(again.secret.version, 2);
  EXPECT_EQ(open({"A"})->values().at("A"), "new");
  EXPECT_EQ(put("A", "late", 1).error().code, ErrorCode::kStale);
}

TEST_F(Secrets, AreNowhereInTheClear) {
  ASSERT_TRUE(put("A", "hunter2-in-the-clear"));
  auto owner = as(ann);
  EXPECT_THAT(to_json(list_secrets(owner, {}).value()), Not(HasSubstr("hunter2")));
  const auto row = db->one<std::string>("select sealed from secrets").value();
  EXPECT_THAT(row, Not(HasSubstr("hunter2")));
  const auto log = export_audit(owner, {}, AuditFormat::kJsonl).value();
  EXPECT_THAT(log, HasSubstr("secret.written"));
  EXPECT_THAT(log, Not(HasSubstr("hunter2")));
}

TEST_F(Secrets, MovedToAnotherRowDoNotOpen) {
  ASSERT_TRUE(put("A", "x"));
  ASSERT_TRUE(put("B", "y"));
  ASSERT_TRUE(
      db->run("update secrets set sealed = (select sealed from secrets where name = 'A') where "
              "name = 'B'"));
  EXPECT_EQ(open({"B"}).error().code, ErrorCode::kIo);
}

TEST_F(Secrets, HaveNamesThatAnEnvironmentTakes) {
  for (const auto* name : {"", "1A", "A-B", "A B", "A=B", "\xc3\xa4"}) {
    EXPECT_EQ(put(name, "x").error().code, ErrorCode::kInvalid) << name;
  }
  EXPECT_TRUE(put("_a1", "x"));
}

TEST_F(Secrets, HaveABoundedValue) {
  EXPECT_EQ(put("A", "").error().code, ErrorCode::kInvalid);
  EXPECT_TRUE(put("A", std::string(65'536, 'x')));
  EXPECT_EQ(put("A", std::string(65'537, 'x')).error().code, ErrorCode::kInvalid);
}

TEST_F(Secrets, AreRemoved) {
  ASSERT_TRUE(put("A", "x"));
  auto owner = as(ann);
  ASSERT_TRUE(delete_secret(owner, "A"));
  EXPECT_EQ(delete_secret(owner, "A").error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(open({"A"}));
}

TEST_F(Secrets, OfAnotherTeamAreNotFound) {
  ASSERT_TRUE(put("A", "x"));
  auto elsewhere = as(ann);
  elsewhere.actor.team = add_bare_team("South");
  EXPECT_EQ(show_secret(elsewhere, "A").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(delete_secret(elsewhere, "A").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(list_secrets(elsewhere, {})->total, 0);
  EXPECT_TRUE(put_secret(elsewhere, {.name = "A"}, {.value = "y"})->is_new);
  EXPECT_EQ(open({"A"})->values().at("A"), "x");
}

TEST_F(Secrets, NeedAMasterKey) {
  services.secret_box = {};
  EXPECT_EQ(put("A", "x").error().code, ErrorCode::kConflict);
}

TEST_F(Secrets, AreWrappedAnewByANewMasterKey) {
  ASSERT_TRUE(put("A", "x"));
  const std::string old_key(32, 'k');
  const std::string new_key(32, 'n');
  services.secret_box = security::SecretBox({new_key, old_key});
  ASSERT_TRUE(put("B", "y"));
  auto context = nobody();
  EXPECT_EQ(change_master_key(context).value(), 1);
  services.secret_box = security::SecretBox({new_key});
  EXPECT_EQ(open({"A", "B"})->values().at("A"), "x");
}

TEST_F(Secrets, OfALostMasterKeyAreToldOnceTheOthersAreWrapped) {
  ASSERT_TRUE(put("A", "x"));
  services.secret_box = security::SecretBox({std::string(32, 'm')});
  ASSERT_TRUE(put("B", "y"));
  services.secret_box = security::SecretBox({std::string(32, 'n'), std::string(32, 'm')});
  auto context = nobody();
  EXPECT_EQ(change_master_key(context).error().code, ErrorCode::kConflict);
  EXPECT_TRUE(open({"B"}));
  EXPECT_EQ(open({"A"}).error().code, ErrorCode::kConflict);
}

// --- the audit log ----------------------------------------------------------------------------

class AuditLog : public Secrets {
 protected:
  std::vector<std::string> actions(const store::AuditFilter& filter) {
    auto owner = as(ann);
    std::vector<std::string> found;
    for (const auto& entry : list_audit(owner, filter, {})->items) found.push_back(entry.action);
    return found;
  }
};

TEST_F(AuditLog, IsFilteredByActorActionAndTime) {
  ASSERT_TRUE(put("A", "x"));
  now = now + std::chrono::hours(1);
  auto owner = as(ann);
  ASSERT_TRUE(delete_secret(owner, "A"));
  EXPECT_THAT(actions({.actor = ben.id}), ElementsAre("user.created"));
  EXPECT_THAT(actions({.action = "secret"}), ElementsAre("secret.deleted", "secret.written"));
  EXPECT_THAT(actions({.action = "secret.written"}), ElementsAre("secret.written"));
  EXPECT_THAT(actions({.from = now}), ElementsAre("secret.deleted"));
  EXPECT_THAT(actions({.action = "secret", .to = now}), ElementsAre("secret.written"));
  EXPECT_THAT(actions({.subject = ben.id}), ElementsAre("user.created"));
}

TEST_F(AuditLog, IsFilteredByTheFirstWordOfAnActionToo) {
  auto owner = as(ann);
  ASSERT_TRUE(audit(owner, {.action = "schedule.approved", .subject = "s"}));
  ASSERT_TRUE(audit(owner, {.action = "schedules.imported", .subject = "s"}));
  EXPECT_THAT(actions({.action = "schedule"}), ElementsAre("schedule.approved"));
}

TEST_F(AuditLog, SaysWhatAnEntryIsAboutAsLongAsItIsThere) {
  ASSERT_TRUE(put("A", "x"));
  auto owner = as(ann);
  const auto about = [&](const std::string& action) {
    return list_audit(owner, {.action = action}, {})->items.at(0).about;
  };
  const auto person = about("user.created");
  ASSERT_TRUE(person);
  EXPECT_EQ(person->kind, "person");
  EXPECT_EQ(person->name, ben.name);
  EXPECT_EQ(about("secret.written")->name, "A");
  ASSERT_TRUE(delete_secret(owner, "A"));
  EXPECT_FALSE(about("secret.written"));
}

TEST_F(AuditLog, NamesNothingOfAnotherTeam) {
  auto elsewhere = as(ann);
  elsewhere.actor.team = add_bare_team("South");
  ASSERT_TRUE(audit(elsewhere, {.action = "user.renamed", .subject = ben.id}));
  EXPECT_FALSE(list_audit(elsewhere, {}, {})->items.at(0).about);
}

TEST_F(AuditLog, IsReadInPages) {
  auto owner = as(ann);
  const auto whole = list_audit(owner, {}, {}).value();
  std::vector<std::int64_t> seen;
  ListRequest request{.limit = 2};
  while (true) {
    const auto page = list_audit(owner, {}, request).value();
    for (const auto& entry : page.items) seen.push_back(entry.sequence);
    if (!page.next_cursor) break;
    request.cursor = *page.next_cursor;
  }
  EXPECT_EQ(std::ssize(seen), whole.total);
  EXPECT_TRUE(std::ranges::is_sorted(seen, std::greater()));
  EXPECT_EQ(list_audit(owner, {}, {.cursor = "x"}).error().code, ErrorCode::kMalformed);
}

TEST_F(AuditLog, IsTheTeamsAlone) {
  auto elsewhere = as(ann);
  elsewhere.actor.team = add_bare_team("South");
  EXPECT_EQ(list_audit(elsewhere, {}, {})->total, 0);
}

TEST_F(AuditLog, IsExportedWithoutFormulas) {
  auto owner = as(ann);
  owner.actor.address = "=1+1";
  ASSERT_TRUE(put_secret(owner, {.name = "A"}, {.description = "say \"x\"", .value = "x"}));
  const auto csv = export_audit(owner, {.action = "secret"}, AuditFormat::kCsv).value();
  EXPECT_THAT(csv, HasSubstr(",'=1+1,"));
  EXPECT_THAT(csv, HasSubstr("\"\"description\"\":\"\"say"));
  const auto lines = export_audit(owner, {.action = "secret"}, AuditFormat::kJsonl).value();
  EXPECT_TRUE(from_json<AuditView>(lines.substr(0, lines.find('\n'))));
}

TEST_F(AuditLog, HoldsTogether) {
  const auto check = store::verify_audit(*db).value();
  EXPECT_EQ(check.broken_at, 0);
  EXPECT_EQ(check.rows, std::ssize(audited()));
}

}  // namespace
}  // namespace fettle::usecases
