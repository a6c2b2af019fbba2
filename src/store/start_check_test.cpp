// What a team's rules do to starts, in the transaction of the commit that asks.
#include "store/start_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.hpp"
#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/budget_store.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/stop_switch.hpp"
#include "store/wait_store.hpp"
#include "store/window_store.hpp"

namespace fettle::store {
namespace {

using engine::SessionStatus;
using engine::WaitKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Instant kFarOff{253'402'300'799'000};
constexpr std::string_view kAlways = "* * * * *";
constexpr std::string_view kNewYear = "0 0 1 1 *";

class RulesOf : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  RulesOf() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), {0}));
    for (const auto* team : {"north", "south"}) {
      EXPECT_TRUE(db->run("insert into teams (id, name, created_at) values (?, ?, 1)", team, team));
    }
    add_batch("b1", "north");
    add_batch("b2", "north");
    add_batch("b3", "south");
  }

  /// With a session on each of db1 to db4, of role db and site Oslo.
  void add_batch(const std::string& id, const std::string& team) {
    NewBatch batch{.id = id, .name = "Plan of " + id, .created = {0}};
    batch.origin.team_id = team;
    for (const auto* name : {"db1", "db2", "db3", "db4"}) {
      batch.frozen.targets.push_back(
          {name, {.name = name, .role = "db", .site = "Oslo", .server_id = id + "-" + name}});
      batch.waves.push_back(0);
      batch.sessions.push_back(id + "-" + name);
    }
    EXPECT_TRUE(create_batch(*db, batch));
  }
  void add_window(std::string_view cron, int minutes, schedule::Scope scope = {}) {
    EXPECT_TRUE(insert_window(*db, "north",
                              {.id = std::string(cron) + scope.value,
                               .name = "nights",
                               .scope_kind = std::string(enum_name(scope.kind)),
                               .scope_value = scope.value,
                               .cron_expression = std::string(cron),
                               .length_minutes = minutes}));
  }
  void add_freeze(std::string name, Instant begins, Instant ends) {
    EXPECT_TRUE(insert_freeze(*db, "north",
                              {.id = name,
                               .name = name,
                               .reason = "no",
                               .scope_kind = "team",
                               .begins_at = begins,
                               .ends_at = ends}));
  }
  void add_budget(std::optional<int> hosts, std::optional<int> percent = {}) {
    const fleet::Selector dbs{fleet::Selector::Kind::kRole, "db", {}};
    EXPECT_TRUE(insert_budget(*db, "north",
                              {.id = "budget",
                               .name = "dbs",
                               .selector = to_canonical_json(dbs),
                               .max_hosts = hosts,
                               .max_percent = percent}));
  }
  void add_server(const std::string& name, const std::string& role) {
    EXPECT_TRUE(db->run(
        "insert into servers (id, team_id, name, name_key, address, port, user_name, transport, "
        "proxy_jump, become, become_user, become_method, mode, role, site, os_family, tags, "
        "variables, notes, host_keys, version, created_at, updated_at) values (?, 'north', ?, ?, "
        "'', 0, '', 'ssh', '', 0, '', '', 'live', ?, '', '', '[]', '{}', '', '[]', 1, 1, 1)",
        name, name, name, role));
  }

  ports::Admission ask(const std::string& batch, const std::string& name,
                       std::chrono::minutes needs = std::chrono::minutes(0)) {
    const auto committed = apply_writes(
        *db, batch, {}, {{.session = batch + "-" + name, .host = name + ":22", .needs = needs}});
    EXPECT_TRUE(committed) << committed.error().message << committed.error().detail;
    return committed ? committed->admissions.at(0) : ports::Admission{};
  }
  std::vector<WaitKind> kinds(const ports::Admission& answer) {
    std::vector<WaitKind> found;
    for (const auto& reason : answer.reasons) found.push_back(reason.kind);
    return found;
  }
  void end(const std::string& session, SessionStatus status, bool changed = true) {
    engine::SessionState state{.status = status};
    if (changed) state.attempts.push_back({.id = "a", .as_whom = {}});
    ASSERT_TRUE(
        apply_writes(*db, session.substr(0, 2), {ports::SessionSaved{session, state, {7}}}));
  }
  std::vector<std::string> reasons_of(const std::string& session, Instant at) {
    std::vector<std::string> kinds;
    const auto found =
        reasons_at(*db, {.batch = session.substr(0, 2), .session = session, .at = at});
    EXPECT_TRUE(found) << found.error().detail;
    for (const auto& one : *found) kinds.push_back(one.kind);
    return kinds;
  }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, RulesOf, all_databases(), database_name);

// --- windows and freezes ----------------------------------------------------------------------

TEST_P(RulesOf, ATeamHoldStartsOutsideOfItsWindow) {
  add_window(kNewYear, 1);
  const auto answer = ask("b1", "db1");
  EXPECT_THAT(kinds(answer), ElementsAre(WaitKind::kWindow));
  EXPECT_THAT(answer.reasons[0].text, HasSubstr("window \"nights\" of the team opens at"));
  EXPECT_TRUE(answer.again_at.has_value());
  EXPECT_THAT(kinds(ask("b3", "db1")), IsEmpty()) << "another team's";
}

TEST_P(RulesOf, AWindowThatIsOpenHoldsNothing) {
  add_window(kAlways, 60);
  EXPECT_THAT(kinds(ask("b1", "db1")), IsEmpty());
}

TEST_P(RulesOf, WhatDoesNotFitIntoTheWindowWaits) {
  add_window(kAlways, 60);
  EXPECT_THAT(kinds(ask("b1", "db1", std::chrono::hours(24 * 30))), ElementsAre(WaitKind::kWindow));
}

TEST_P(RulesOf, HistorySaysHowLongAPlanTakesThatHasNoEstimate) {
  add_window(kAlways, 60);
  ASSERT_TRUE(db->run(
      "insert into trees (id, team_id, tree_type, name, description, markdown, tree_structure, "
      "intake_form, front, diagnostics, subject, risk_level, strategy, tags, step_count, version, "
      "created_at, updated_at) values ('t', 'north', 'maintenance', 'x', '', '', '', '', '', '', "
      "'', 'low', '', '[]', 1, 1, 1, 1)"));
  ASSERT_TRUE(db->run("update batches set tree_id = 't' where team_id = 'north'"));
  ASSERT_TRUE(
      db->run("update sessions set status = 'completed', started_at = 1, ended_at = ? where "
              "id = 'b2-db1'",
              std::int64_t{30} * 24 * 3'600'000));
  EXPECT_THAT(kinds(ask("b1", "db1")), ElementsAre(WaitKind::kWindow));
  EXPECT_THAT(kinds(ask("b1", "db1", std::chrono::minutes(1))), IsEmpty()) << "the estimate counts";
}

TEST_P(RulesOf, EveryWindowAndFreezeIsNamedAtOnce) {
  add_window(kNewYear, 1);
  add_window(kNewYear, 1, {schedule::ScopeKind::kRole, "DB"});
  add_window(kNewYear, 1, {schedule::ScopeKind::kSite, "Bergen"});
  add_freeze("over", {0}, {1});
  add_freeze("year end", {0}, kFarOff);
  EXPECT_THAT(kinds(ask("b1", "db1")),
              ElementsAre(WaitKind::kWindow, WaitKind::kWindow, WaitKind::kFreeze));
  EXPECT_EQ(list_waits(*db, "b1")->size(), 3U);
}

TEST_P(RulesOf, AnOverrideLetsItsBatchStartAndNoOther) {
  add_window(kNewYear, 1);
  add_freeze("year end", {0}, kFarOff);
  EXPECT_FALSE(ask("b1", "db1").reasons.empty());
  EXPECT_FALSE(*override_rules(*db, {"south", "b1"}, {"hole", "{}", {5}}))
      << "another team's batch";
  EXPECT_TRUE(*override_rules(*db, {"north", "b1"}, {"hole", "{}", {5}}));
  EXPECT_THAT(kinds(ask("b1", "db1")), IsEmpty());
  EXPECT_FALSE(ask("b2", "db2").reasons.empty());
}

TEST_P(RulesOf, TheStopSwitchAsksAgainAtAnyTime) {
  add_freeze("year end", {0}, kFarOff);
  ASSERT_TRUE(set_stop(*db, "north", Stop{"fire", "{}", {5}}));
  const auto answer = ask("b1", "db1");
  EXPECT_THAT(kinds(answer), ElementsAre(WaitKind::kStopSwitch, WaitKind::kFreeze));
  EXPECT_EQ(answer.again_at, std::nullopt);
}

TEST_P(RulesOf, AChangeOfTheRulesShows) {
  const auto before = *rules_state(*db);
  add_freeze("year end", {0}, kFarOff);
  const auto after = *rules_state(*db);
  EXPECT_NE(before, after);
  ASSERT_TRUE(delete_freeze(*db, {"north", "year end"}));
  EXPECT_NE(*rules_state(*db), after);
}

// --- reasons and their history ----------------------------------------------------------------

TEST_P(RulesOf, AReasonIsKeptWithItsBeginningAndWhenItIsPastWithItsEnd) {
  add_freeze("year end", {0}, kFarOff);
  ask("b1", "db1");
  ASSERT_TRUE(db->run("update waits set since = 1000"));
  ask("b1", "db1");
  EXPECT_EQ(list_waits(*db, "b1")->at(0).since, 1000) << "the same reason as before";
  ASSERT_TRUE(delete_freeze(*db, {"north", "year end"}));
  EXPECT_THAT(kinds(ask("b1", "db1")), IsEmpty());
  EXPECT_THAT(*list_waits(*db, "b1"), IsEmpty());
  EXPECT_THAT(reasons_of("b1-db1", {999}), IsEmpty());
  EXPECT_THAT(reasons_of("b1-db1", {1000}), ElementsAre("freeze"));
  EXPECT_THAT(reasons_of("b1-db2", {1000}), IsEmpty());
  EXPECT_THAT(reasons_of("b1-db1", kFarOff), IsEmpty());
}

TEST_P(RulesOf, APromptIsKeptUntilItWasAnswered) {
  ASSERT_TRUE(apply_writes(*db, "b1",
                           {ports::PromptOpened{.batch = "b1",
                                                .session = "b1-db1",
                                                .kind = ports::PromptKind::kGate,
                                                .stage = "steps",
                                                .step = 0,
                                                .text = "go?",
                                                .since = {1000}}}));
  EXPECT_THAT(reasons_of("b1-db1", {1000}), ElementsAre("gate"));
  ASSERT_TRUE(apply_writes(*db, "b1", {ports::PromptClosed{"b1", "b1-db1"}}));
  EXPECT_THAT(reasons_of("b1-db1", {1000}), ElementsAre("gate"));
  EXPECT_THAT(reasons_of("b1-db1", kFarOff), IsEmpty());
}

// --- budgets ----------------------------------------------------------------------------------

TEST_P(RulesOf, ABudgetHoldsOverAllBatchesOfTheTeam) {
  add_budget(1);
  EXPECT_THAT(kinds(ask("b1", "db1")), IsEmpty());
  const auto answer = ask("b2", "db2");
  EXPECT_THAT(kinds(answer), ElementsAre(WaitKind::kBudget));
  EXPECT_EQ(answer.reasons[0].text, "budget \"dbs\" lets at most 1 host of role db be out at once");
  EXPECT_THAT(kinds(ask("b3", "db3")), IsEmpty()) << "another team's";
  end("b1-db1", SessionStatus::kCompleted);
  EXPECT_THAT(kinds(ask("b2", "db2")), IsEmpty());
}

TEST_P(RulesOf, ABudgetHoldsWithinOneCommit) {
  add_budget(2);
  std::vector<ports::AdmissionRequest> asked;
  for (const std::string name : {"db1", "db2", "db3", "db4"}) {
    asked.push_back({.session = "b1-" + name, .host = name + ":22"});
  }
  const auto committed = apply_writes(*db, "b1", {}, asked);
  ASSERT_TRUE(committed) << committed.error().detail;
  int admitted = 0;
  for (const auto& one : committed->admissions) admitted += one.reasons.empty() ? 1 : 0;
  EXPECT_EQ(admitted, 2);
}

TEST_P(RulesOf, AHostThatWasChangedStaysOutUntilASessionSucceedsThere) {
  add_budget(1);
  ask("b1", "db1");
  end("b1-db1", SessionStatus::kFailed);
  EXPECT_THAT(kinds(ask("b2", "db2")), ElementsAre(WaitKind::kBudget));
  EXPECT_THAT(kinds(ask("b2", "db1")), IsEmpty()) << "it is out already";
  end("b2-db1", SessionStatus::kCompleted);
  EXPECT_THAT(kinds(ask("b2", "db2")), IsEmpty());
}

TEST_P(RulesOf, AHostThatNothingWasChangedOnIsBackWithTheSessionsEnd) {
  add_budget(1);
  ask("b1", "db1");
  end("b1-db1", SessionStatus::kFailed, false);
  EXPECT_THAT(kinds(ask("b2", "db2")), IsEmpty());
}

TEST_P(RulesOf, ASessionThatIsMarkedDoneLaterBringsItsHostBack) {
  add_budget(1);
  ask("b1", "db1");
  end("b1-db1", SessionStatus::kFailed);
  end("b1-db1", SessionStatus::kCompleted);
  EXPECT_THAT(*hosts_out(*db, "north"), IsEmpty());
}

// It was admitted, the process died before it began, and its batch was cancelled.
TEST_P(RulesOf, ASessionThatNeverBeganHoldsNoHostOnceItIsOver) {
  add_budget(1);
  ask("b1", "db1");
  ASSERT_TRUE(apply_writes(
      *db, "b1", {ports::RemainingEnded{"b1", SessionStatus::kCancelled, "no longer wanted"}}));
  EXPECT_THAT(kinds(ask("b2", "db2")), IsEmpty());
}

TEST_P(RulesOf, APersonTakesAHostBackOfTheirOwnTeam) {
  add_budget(1);
  ask("b1", "db1");
  end("b1-db1", SessionStatus::kFailed);
  ASSERT_EQ(hosts_out(*db, "north")->size(), 1U);
  EXPECT_FALSE(hosts_out(*db, "north")->at(0).under_way);
  EXPECT_FALSE(*take_host_back(*db, TeamKey{"south", "db1:22"}));
  EXPECT_TRUE(*take_host_back(*db, TeamKey{"north", "db1:22"}));
  EXPECT_THAT(kinds(ask("b2", "db2")), IsEmpty());
}

TEST_P(RulesOf, APercentageIsOfTheTeamsServers) {
  add_budget({}, 50);
  for (const auto* name : {"db1", "db2", "db3", "db4"}) add_server(name, "db");
  add_server("web1", "web");
  EXPECT_THAT(kinds(ask("b1", "db1")), IsEmpty());
  EXPECT_THAT(kinds(ask("b1", "db2")), IsEmpty());
  EXPECT_THAT(kinds(ask("b1", "db3")), ElementsAre(WaitKind::kBudget));
}

TEST_P(RulesOf, ABudgetOfOthersIsNoMatter) {
  const fleet::Selector webs{fleet::Selector::Kind::kRole, "web", {}};
  ASSERT_TRUE(insert_budget(*db, "north",
                            {.id = "w",
                             .name = "webs",
                             .selector = to_canonical_json(webs),
                             .max_hosts = 1,
                             .max_percent = {}}));
  EXPECT_THAT(kinds(ask("b1", "db1")), IsEmpty());
  EXPECT_THAT(kinds(ask("b1", "db2")), IsEmpty());
}

TEST_P(RulesOf, ABudgetAndAHostLockAreBothNamed) {
  add_budget(1);
  ask("b1", "db1");
  const auto committed = apply_writes(*db, "b3", {}, {{.session = "b3-db2", .host = "db2:22"}});
  ASSERT_TRUE(committed);
  EXPECT_THAT(kinds(ask("b2", "db2")), ElementsAre(WaitKind::kBudget, WaitKind::kHostLock));
}

}  // namespace
}  // namespace fettle::store
