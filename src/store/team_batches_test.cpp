// Batches of teams, their questions, schedules and messages on each database.
#include "store/team_batches.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/idempotency_store.hpp"
#include "store/notification_store.hpp"
#include "store/prompt_store.hpp"
#include "store/schedule_store.hpp"
#include "store/stop_switch.hpp"
#include "store/team_servers.hpp"
#include "store/wait_store.hpp"

namespace fettle::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Instant kNow{1'774'747'800'000};

class TeamRows : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  TeamRows() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), kNow));
    for (const auto* team : {"north", "south"}) {
      run("insert into teams (id, name, created_at) values (?, ?, ?)", team, team, kNow);
      run("insert into trees (id, team_id, tree_type, name, description, markdown, tree_structure, "
          "intake_form, front, diagnostics, subject, risk_level, strategy, tags, step_count, "
          "version, "
          "created_at, updated_at) values (?, ?, 'maintenance', 'Patches', '', '', '[]', '[]', "
          "'{}', '[]', '', 'low', 'rolling', '[]', 1, 1, 0, 0)",
          std::string("tree-") + team, team);
    }
  }

  template <class... T>
  void run(std::string_view sql, const T&... values) {
    const auto done = db->run(sql, values...);
    EXPECT_TRUE(done) << done.error().message << done.error().detail;
  }

  template <class T>
  T must(Result<T> result) {
    EXPECT_TRUE(result) << result.error().message << result.error().detail;
    return result ? *std::move(result) : T{};
  }
  void must(const Result<void>& result) {
    EXPECT_TRUE(result) << result.error().message << result.error().detail;
  }

  void launch(const std::string& id, std::optional<std::string> team, Instant at,
              engine::BatchStatus status = engine::BatchStatus::kPending) {
    NewBatch batch{.id = id, .name = "Patches", .created = at};
    batch.frozen.targets = {{"web1", {.name = "web1"}}};
    batch.waves = {0};
    batch.sessions = {id + "-s1"};
    batch.status = status;
    batch.origin.team_id = team;
    if (team) batch.origin.tree_id = "tree-" + *team;
    must(create_batch(*db, batch));
  }
  std::vector<std::string> to_carry_out() {
    return must(batches_to_carry_out(
        *db, {.owner = "me", .is_gone = [](std::string_view owner) { return owner == "gone"; }}));
  }
  ScheduleRow schedule(const std::string& id) {
    ScheduleRow row{.id = id, .team_id = "north", .tree_id = "tree-north"};
    row.status = "approved";
    row.cron_expression = "@daily";
    row.next_run_at = kNow.ms;
    row.created_at = row.updated_at = kNow.ms;
    must(insert_schedule(*db, row));
    return row;
  }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, TeamRows, all_databases(), database_name);

TEST_P(TeamRows, BatchesThatNobodyCarriesOutAreFound) {
  launch("b1", "north", kNow);
  launch("b2", "north", kNow + Milliseconds(1));
  launch("b3", "north", kNow, engine::BatchStatus::kPendingApproval);
  launch("of the command line", {}, kNow);
  EXPECT_THAT(to_carry_out(), ElementsAre("b1", "b2"));
  must(take_lease(*db, "b1", {.owner = "other", .is_gone = [](auto) { return false; }}));
  must(take_lease(*db, "b2", {.owner = "gone", .is_gone = [](auto) { return false; }}));
  EXPECT_THAT(to_carry_out(), ElementsAre("b2"));
}

TEST_P(TeamRows, BatchesAreListedNewestFirstInPages) {
  launch("b1", "north", kNow);
  launch("b2", "north", kNow + Milliseconds(5));
  launch("b3", "north", kNow + Milliseconds(5));
  launch("b4", "south", kNow);
  PageQuery page{.limit = 2};
  const auto first = must(list_team_batches(*db, "north", {}, page));
  EXPECT_EQ(first.total, 3);
  ASSERT_THAT(first.rows, SizeIs(3)) << "one more than the page tells that there is another";
  EXPECT_EQ(first.rows[0].id, "b3");
  page.after = PageMark{std::to_string(first.rows[1].created_at), first.rows[1].id};
  const auto second = must(list_team_batches(*db, "north", {}, page));
  ASSERT_THAT(second.rows, SizeIs(1));
  EXPECT_EQ(second.rows[0].id, "b1");
  EXPECT_THAT(must(list_team_batches(*db, "north", {.status = "failed"}, page)).rows, IsEmpty());
}

TEST_P(TeamRows, OfAnotherTeamAreNotFound) {
  launch("b1", "north", kNow);
  EXPECT_EQ(find_team_batch(*db, "south", "b1").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(find_session(*db, "south", "b1-s1").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(must(find_session(*db, "north", "b1-s1")).target_label, "web1");
  EXPECT_EQ(must(team_of_batch(*db, "b1")), "north");
  schedule("s1");
  EXPECT_EQ(find_schedule(*db, {"south", "s1"}).error().code, ErrorCode::kNotFound);
}

TEST_P(TeamRows, QuestionsNameTheirTarget) {
  launch("b1", "north", kNow);
  ASSERT_TRUE(apply_writes(
      *db, "b1",
      {ports::PromptOpened{"b1", "b1-s1", ports::PromptKind::kGate, "steps", 2, "step", kNow},
       ports::PromptOpened{"b1", "", ports::PromptKind::kRingGate, "", -1, "canary", kNow}}));
  EXPECT_THAT(must(list_prompts(*db, "b1")), SizeIs(2));
  EXPECT_EQ(must(find_prompt(*db, "b1", "b1-s1"))->target_label, "web1");
  EXPECT_THAT(must(list_team_prompts(*db, "north", 10)), SizeIs(2));
  EXPECT_THAT(must(list_team_prompts(*db, "south", 10)), IsEmpty());
}

TEST_P(TeamRows, AStopKeepsSessionsWaitingAndTakesNoHost) {
  launch("b1", "north", kNow);
  launch("b2", "south", kNow);
  EXPECT_TRUE(must(set_stop(*db, "north", Stop{"the storage is failing", "{}", kNow})));
  EXPECT_FALSE(must(set_stop(*db, "north", Stop{"again", "{}", kNow})));
  const auto ask = [&](const std::string& batch) {
    return must(apply_writes(*db, batch, {}, {{.session = batch + "-s1", .host = batch + ":22"}}))
        .admissions.at(0)
        .reasons;
  };
  const auto reasons = ask("b1");
  ASSERT_THAT(reasons, SizeIs(1));
  EXPECT_EQ(reasons[0].kind, engine::WaitKind::kStopSwitch);
  EXPECT_EQ(must(list_waits(*db, "b1")).at(0).text,
            "every start of the team is stopped: the storage is failing");
  EXPECT_EQ(must(db->one<std::int64_t>("select count(*) from host_locks")), 0);
  EXPECT_THAT(ask("b2"), IsEmpty()) << "another team's";
  EXPECT_TRUE(must(set_stop(*db, "north", std::nullopt)));
  EXPECT_FALSE(must(set_stop(*db, "north", std::nullopt)));
  EXPECT_THAT(ask("b1"), IsEmpty());
}

TEST_P(TeamRows, ASessionWithoutATargetWaitsForOne) {
  launch("b1", "north", kNow);
  const auto asked =
      must(apply_writes(*db, "b1", {}, {{.session = "b1-s1", .host = "", .has_target = false}}));
  EXPECT_EQ(asked.admissions.at(0).reasons.at(0).kind, engine::WaitKind::kTargets);
}

TEST_P(TeamRows, TheSwitchKnowsWhichBatchesItHolds) {
  launch("b1", "north", kNow);
  run("update batches set status = 'running' where id = 'b1'");
  EXPECT_THAT(must(batches_to_stop(*db, "north")), ElementsAre("b1"));
  must(mark_stopped(*db, "b1", Held::kYes));
  EXPECT_THAT(must(batches_to_stop(*db, "north")), IsEmpty());
  EXPECT_THAT(must(stopped_batches(*db, "north")), ElementsAre("b1"));
  EXPECT_THAT(must(stopped_batches(*db, "south")), IsEmpty());
}

TEST_P(TeamRows, AKeyGivesItsFirstAnswerAndIsForOneRequest) {
  const IdempotencyKey key{"north", "k", "launch", "hash", kNow};
  EXPECT_FALSE(must(find_answer(*db, key)));
  must(keep_answer(*db, key, "b1"));
  EXPECT_EQ(must(find_answer(*db, key)), "b1");
  EXPECT_EQ(keep_answer(*db, key, "b2").error().code, ErrorCode::kConflict);
  auto other = key;
  other.request_hash = "another";
  EXPECT_EQ(find_answer(*db, other).error().code, ErrorCode::kConflict);
}

TEST_P(TeamRows, ASchedulesStaleChangeChangesNothing) {
  auto row = schedule("s1");
  row.version = 2;
  row.overlap = "queue";
  EXPECT_TRUE(must(update_schedule(*db, row)));
  EXPECT_FALSE(must(update_schedule(*db, row)));
  EXPECT_EQ(must(find_schedule(*db, {"north", "s1"})).overlap, "queue");
}

TEST_P(TeamRows, DueSchedulesAreThoseThatAreActiveAndNotLater) {
  auto later = schedule("later");
  later.next_run_at = kNow.ms + 1;
  later.version = 2;
  EXPECT_TRUE(must(update_schedule(*db, later)));
  auto paused = schedule("paused");
  paused.is_active = false;
  paused.version = 2;
  EXPECT_TRUE(must(update_schedule(*db, paused)));
  schedule("due");
  const auto due = must(due_schedules(*db, kNow));
  ASSERT_THAT(due, SizeIs(1));
  EXPECT_EQ(due[0].id, "due");
  EXPECT_EQ(must(next_due(*db)), kNow.ms);
  EXPECT_EQ(must(find_recurring(*db, {"north", "tree-north"}, "due"))->id, "later");
}

TEST_P(TeamRows, AnInstantFiresOnce) {
  schedule("s1");
  launch("b1", "north", kNow);
  const FiringRow firing{"s1", kNow.ms, "b1", "fired", "", kNow.ms};
  EXPECT_TRUE(must(insert_firing(*db, firing)));
  EXPECT_FALSE(must(insert_firing(*db, firing)));
  EXPECT_THAT(must(list_firings(*db, "s1", 5)), SizeIs(1));
  EXPECT_THAT(must(ended_runs(*db)), IsEmpty());
  run("update maintenance_schedules set status = 'running' where id = 's1'");
  run("update batches set status = 'completed' where id = 'b1'");
  const auto ended = must(ended_runs(*db));
  ASSERT_THAT(ended, SizeIs(1));
  EXPECT_EQ(ended[0].batch_status, "completed");
}

TEST_P(TeamRows, MessagesAreReadByEachPersonForThemselves) {
  for (const std::string user : {"ann", "bo"}) {
    run("insert into users (id, team_id, email, name, role, created_at, updated_at) values (?, "
        "'north', ?, ?, 'owner', 0, 0)",
        user, user + "@fettle.test", user);
  }
  must(add_notification(*db, {"n1", "north", {}, "run_ready", "ready", "/", kNow.ms}));
  must(add_notification(*db, {"n2", "north", "bo", "assigned", "yours", "/", kNow.ms + 1}));
  EXPECT_EQ(must(count_unread(*db, {"north", "ann"})), 1);
  EXPECT_EQ(must(count_unread(*db, {"north", "bo"})), 2);
  must(mark_read(*db, {"north", "ann"}, "n2", kNow));  // none of hers
  must(mark_read(*db, {"north", "bo"}, "n1", kNow));
  EXPECT_EQ(must(count_unread(*db, {"north", "ann"})), 1);
  const auto left = must(list_unread(*db, {"north", "bo"}, 10));
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_EQ(left[0].id, "n2");
  must(mark_all_read(*db, {"north", "bo"}, kNow));
  must(mark_all_read(*db, {"north", "bo"}, kNow));
  EXPECT_THAT(must(list_unread(*db, {"north", "bo"}, 10)), IsEmpty());
  EXPECT_EQ(must(count_unread(*db, {"north", "bo"})), 0);
  EXPECT_EQ(must(count_unread(*db, {"north", "ann"})), 1);
  const auto seen = must(list_notifications(*db, {"north", "bo"}, 10));
  ASSERT_THAT(seen, SizeIs(2));
  EXPECT_TRUE(seen[0].is_read);
  EXPECT_EQ(seen[0].id, "n2");
  EXPECT_THAT(must(list_notifications(*db, {"south", "bo"}, 10)), IsEmpty());
}

TEST_P(TeamRows, ServersAreReadAsALaunchNeedsThem) {
  EXPECT_EQ(must(server_state(*db)).count, 0);
  run("insert into servers (id, team_id, name, name_key, address, port, user_name, transport, "
      "proxy_jump, become, become_user, become_method, mode, role, site, os_family, tags, "
      "variables, notes, host_keys, version, created_at, updated_at) values ('v1', 'north', "
      "'Web1', 'web1', '192.0.2.1', 2222, 'ops', 'ssh', '', 1, 'app', '', 'shadow', 'web', '', "
      "'debian', '[\"blue\"]', '{\"spot\":\"x\"}', '', '[]', 1, 7, 7)");
  run("insert into servers (id, team_id, name, name_key, address, port, user_name, transport, "
      "proxy_jump, become, become_user, become_method, mode, role, site, os_family, tags, "
      "variables, notes, host_keys, version, created_at, updated_at) values ('v2', 'north', "
      "'win1', 'win1', '', 0, '', 'ansible', '', 0, '', '', 'live', '', '', '', '[]', '{}', '', "
      "'[]', 1, 0, 0)");
  const auto servers = must(team_servers(*db, "north")).servers;
  ASSERT_THAT(servers, SizeIs(2));
  EXPECT_EQ(servers[1].transport, fleet::TransportKind::kAnsible);
  EXPECT_EQ(servers[0].server_id, "v1");
  EXPECT_EQ(servers[0].port, 2222);
  EXPECT_TRUE(servers[0].become);
  EXPECT_EQ(servers[0].become_user, "app");
  EXPECT_FALSE(servers[0].become_method);
  EXPECT_EQ(servers[0].mode, fleet::Mode::kShadow);
  EXPECT_THAT(servers[0].tags, ElementsAre("blue"));
  EXPECT_THAT(must(team_servers(*db, "south")).servers, IsEmpty());
  EXPECT_EQ(must(server_state(*db)).changed_at, 7);
  EXPECT_THAT(must(all_server_modes(*db)),
              ::testing::Contains(std::pair(std::string("v1"), fleet::Mode::kShadow)));
}

}  // namespace
}  // namespace fettle::store
