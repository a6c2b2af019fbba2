#include "usecases/schedules/fire_schedule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/event_feed.hpp"
#include "store/notification_store.hpp"
#include "usecases/batches/batch_words.hpp"
#include "usecases/batches/batches.hpp"
#include "usecases/flows/flows.hpp"
#include "usecases/schedules/schedules.hpp"
#include "usecases/servers/servers.hpp"
#include "usecases/targets/target_lists.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr auto kPlan = R"(---
subject: proof
risk_level: {}
---

# Maintenance: proof

## Steps

### Step 1: count

```yaml
type: custom_tool
command: "echo one"
```
)";

class Firing : public ::testing::Test {
 protected:
  std::string flow(std::string_view risk) {
    auto context = teams.north();
    std::string markdown(kPlan);
    markdown.replace(markdown.find("{}"), 2, risk);
    auto made = create_flow(context, {.markdown = markdown});
    EXPECT_TRUE(made) << made.error().message;
    return made->id;
  }
  ScheduleView schedule(std::string_view risk, ScheduleInput input) {
    auto context = teams.north();
    input.tree_id = flow(risk);
    if (!input.targets) input.targets = std::vector<NewTarget>{{"web1", {}}, {"web2", {}}};
    auto made = create_schedule(context, input);
    EXPECT_TRUE(made) << made.error().message;
    return made ? *made : ScheduleView{};
  }
  ScheduleView hourly(std::string_view risk = "low") {
    return schedule(risk, {.cron_expression = "30 * * * *"});
  }
  store::ScheduleRow row(const ScheduleView& view) {
    return *store::find_schedule(teams.database(), {TestTeams::kNorth, view.id});
  }
  /// The batch that began; empty where none did.
  std::string fire(const ScheduleView& view) {
    auto context = teams.north();
    auto fired = fire_schedule(context, row(view));
    EXPECT_TRUE(fired) << fired.error().message;
    return fired ? fired->value_or("") : "refused";
  }
  std::vector<std::string> messages() {
    std::vector<std::string> texts;
    for (const auto& one :
         *store::list_notifications(teams.database(), {TestTeams::kNorth, TestTeams::kAnn}, 10)) {
      texts.push_back(one.text);
    }
    return texts;
  }
  void wait_until(std::int64_t at) { teams.now = Instant{at}; }
  /// At the instant of the first of them, unless it is past.
  std::vector<DueSchedule> all_due(const std::vector<ScheduleView>& views) {
    if (teams.now.ms < *views.front().next_run_at) wait_until(*views.front().next_run_at);
    std::vector<DueSchedule> due;
    for (const auto& view : views) due.push_back({teams.north(), row(view)});
    return due;
  }

  TestTeams teams;
};

TEST_F(Firing, WaitsForAnApprovalThatTheTeamIsAskedFor) {
  const auto waiting = hourly("medium");
  EXPECT_THAT(messages(), ElementsAre("proof: the schedule waits for an approval (risk medium)"));
  auto context = teams.north();
  EXPECT_TRUE(edit_schedule(context, waiting.id, {.timezone = "Asia/Tokyo"}, {}));
  EXPECT_THAT(messages(), SizeIs(1)) << "it waited already";
}

TEST_F(Firing, CreatesOneSessionATargetAndTellsTheTeam) {
  const auto made = hourly();
  EXPECT_EQ(fire(made), "") << "it is not due yet";
  wait_until(*made.next_run_at);
  const auto batch = fire(made);
  auto context = teams.north();
  EXPECT_EQ(get_batch(context, batch)->counts.total, 2);
  EXPECT_EQ(get_batch(context, batch)->schedule_id, made.id);
  EXPECT_THAT(messages(), ElementsAre("Maintenance run ready: proof - 2 sessions created"));
  const auto after = row(made);
  EXPECT_EQ(after.status, "running");
  EXPECT_EQ(after.last_run_at, *made.next_run_at);
  EXPECT_EQ(after.next_run_at, *made.next_run_at + 3'600'000);
}

// Two processes that find the same schedule due have read the same row.
TEST_F(Firing, HappensOnceForAnInstantWhoeverFindsItDue) {
  const auto made = hourly();
  wait_until(*made.next_run_at);
  const auto seen = row(made);
  auto context = teams.north();
  EXPECT_TRUE((*fire_schedule(context, seen)).has_value());
  EXPECT_FALSE((*fire_schedule(context, seen)).has_value());
  EXPECT_EQ(list_batches(context, {}, {})->total, 1);
  EXPECT_THAT(messages(), SizeIs(1));
}

TEST_F(Firing, OfManyIsOneTransaction) {
  auto due = all_due({hourly(), hourly()});
  auto context = teams.north();

  due[1].row.version += 1;  // as if somebody had changed it meanwhile
  EXPECT_EQ(fire_together(due).error().code, ErrorCode::kStale);
  EXPECT_EQ(list_batches(context, {}, {})->total, 0);

  due[1].row.version -= 1;
  const auto fired = fire_together(due);
  ASSERT_TRUE(fired) << fired.error().message;
  EXPECT_THAT(fired->batches, SizeIs(2));
  EXPECT_THAT(fired->left, IsEmpty());
  EXPECT_EQ(list_batches(context, {}, {})->total, 2);
  EXPECT_THAT(messages(), SizeIs(2));
  const auto& first = due[0].row;
  const auto after = *store::find_schedule(teams.database(), {TestTeams::kNorth, first.id});
  EXPECT_EQ(after.status, "running");
  EXPECT_EQ(after.last_run_at, teams.now.ms);
  EXPECT_EQ(after.next_run_at, *first.next_run_at + 3'600'000);
}

TEST_F(Firing, OfManyHappensOnceForAnInstant) {
  auto due = all_due({hourly(), hourly()});
  ASSERT_TRUE(fire_together(due));
  const auto again = fire_together(due);
  ASSERT_TRUE(again);
  EXPECT_THAT(again->batches, IsEmpty());
  for (auto* one : again->left) EXPECT_FALSE((*fire_schedule(one->context, one->row)).has_value());
  auto context = teams.north();
  EXPECT_EQ(list_batches(context, {}, {})->total, 2);
  EXPECT_THAT(messages(), SizeIs(2));
}

TEST_F(Firing, OfManyLeavesWhatDoesNotJustFire) {
  const auto fine = hourly();
  const auto overlapping = hourly();
  const auto broken = hourly();
  wait_until(*fine.next_run_at);
  fire(overlapping);
  wait_until(*fine.next_run_at + 3'600'000);
  ASSERT_TRUE(teams.database().run(
      "update maintenance_schedules set digest = 'another' where id = ?", broken.id));
  auto due = all_due({broken, overlapping});
  due.push_back({teams.north(), row(fine)});
  due.back().row.grace_minutes = 90;
  const auto fired = fire_together(due);
  ASSERT_TRUE(fired) << fired.error().message;
  EXPECT_THAT(fired->batches, SizeIs(1));
  EXPECT_THAT(fired->left, UnorderedElementsAre(&due[0], &due[1]));
  EXPECT_EQ(store::list_firings(teams.database(), fine.id, 5)->at(0).outcome, "fired");
}

TEST_F(Firing, OfManyTellsBrowsersOfEach) {
  auto due = all_due({hourly(), hourly()});
  const auto before = *store::last_sequence(teams.database());
  ASSERT_TRUE(fire_together(due));
  const auto told =
      *store::read_feed(teams.database(), TestTeams::kNorth,
                        {.after = before, .through = *store::last_sequence(teams.database())});
  std::vector<std::string> topics;
  for (const auto& event : told) topics.push_back(event.topic + " " + event.kind);
  EXPECT_THAT(topics, ElementsAre("batches created", "notifications created", "schedules updated",
                                  "batches created", "notifications created", "schedules updated"));
}

TEST_F(Firing, IsMissedBeyondItsGrace) {
  const auto made = schedule("low", {.scheduled_start = teams.now.ms + 1000});
  wait_until(*made.next_run_at + 16 * 60 * 1000);
  EXPECT_EQ(fire(made), "");
  EXPECT_EQ(row(made).status, "missed");
  EXPECT_THAT(messages().at(0), HasSubstr("missed"));
}

TEST_F(Firing, IsMissedWhileNobodyHasApprovedIt) {
  const auto made = hourly("medium");
  EXPECT_EQ(made.status, "pending_approval");
  wait_until(*made.next_run_at);
  EXPECT_EQ(fire(made), "");
  EXPECT_THAT(messages().at(0), HasSubstr("before anybody approved it"));
  EXPECT_EQ(row(made).next_run_at, *made.next_run_at + 3'600'000);
}

TEST_F(Firing, SkipsWhereTheRunBeforeIsNotOver) {
  const auto made = hourly();
  wait_until(*made.next_run_at);
  fire(made);
  wait_until(*made.next_run_at + 3'600'000);
  EXPECT_EQ(fire(made), "");
  EXPECT_EQ(store::list_firings(teams.database(), made.id, 5)->at(0).outcome, "skipped");
}

TEST_F(Firing, RunsWhatWasApprovedAndNotWhatThePlanBecame) {
  const auto made = hourly();
  auto context = teams.north();
  std::string other(kPlan);
  other.replace(other.find("{}"), 2, "low");
  other.replace(other.find("echo one"), 8, "echo two");
  ASSERT_TRUE(save_flow(context, {.id = made.tree_id, .markdown = other, .version = {}}));
  wait_until(*made.next_run_at);
  const auto batch = fire(made);
  EXPECT_THAT(get_batch_detail(context, batch)->frozen_markdown, HasSubstr("echo one"));
}

TEST_F(Firing, ARecordThatWasChangedIsNotRun) {
  const auto made = hourly();
  ASSERT_TRUE(teams.database().run(
      "update maintenance_schedules set approved_record = replace(approved_record, 'echo one', "
      "'echo two')"));
  wait_until(*made.next_run_at);
  auto context = teams.north();
  const auto fired = fire_schedule(context, row(made));
  ASSERT_FALSE(fired);
  EXPECT_EQ(fired.error().code, ErrorCode::kConflict);
  EXPECT_EQ(list_batches(context, {}, {})->total, 0);
}

/// A schedule of a list, whose targets change afterwards.
class FiringOfAList : public Firing {
 protected:
  ScheduleView of_list(std::string_view risk) {
    auto context = teams.north();
    auto made = create_target_list(context, list({"web1", "web2"}));
    EXPECT_TRUE(made) << made.error().message;
    list_ = made->id;
    auto view = create_schedule(context, {.tree_id = flow(risk),
                                          .cron_expression = "30 * * * *",
                                          .target_list_id = list_,
                                          .manual_confirmed = true});
    EXPECT_TRUE(view) << view.error().message;
    return *view;
  }
  static TargetListInput list(const std::vector<std::string>& labels) {
    std::vector<NewTarget> targets;
    for (const auto& label : labels) targets.push_back({label, {}});
    return {.name = "Web", .targets = targets};
  }
  void change_to(const std::vector<std::string>& labels) {
    auto context = teams.north();
    const auto edited =
        replace_target_list(context, {.id = list_, .version = {}, .list = list(labels)});
    ASSERT_TRUE(edited) << edited.error().message;
  }
  std::vector<std::string> labels_of_batch(const std::string& batch) {
    auto context = teams.north();
    std::vector<std::string> labels;
    for (const auto& session : *list_batch_sessions(context, batch)) {
      if (session.status != "skipped") labels.push_back(session.target_label);
    }
    return labels;
  }
  /// `web1: why it is skipped`; none of them is in a wave.
  std::vector<std::string> skipped_of_batch(const std::string& batch) {
    auto context = teams.north();
    std::vector<std::string> skipped;
    for (const auto& session : *list_batch_sessions(context, batch)) {
      if (session.status != "skipped") continue;
      EXPECT_EQ(session.wave, rollout::kNoWave);
      skipped.push_back(session.target_label + ": " + session.reason);
    }
    return skipped;
  }

  void add_server(const std::string& name, const std::string& role) {
    auto context = teams.north();
    NewServer server;
    server.name = name;
    server.address = "192.0.2.1";
    server.role = role;
    const auto made = create_server(context, server);
    ASSERT_TRUE(made) << made.error().message;
  }
  ScheduleView approved_alone(const ScheduleView& view) {
    auto context = teams.north();
    const auto approved = decide_schedule(
        context, view.id, {.approved = true, .digest = view.digest, .name = "proof"});
    EXPECT_TRUE(approved) << approved.error().message;
    return *approved;
  }
  std::string fire_as_scheduler(const ScheduleView& view) {
    auto context = teams.north();
    context.actor.principal = {engine::PrincipalKind::kScheduler, view.id, "schedule"};
    return fire_schedule(context, row(view))->value_or("");
  }

  std::string list_;
};

TEST_F(FiringOfAList, NeedsAWordWhereSomeLabelsMatchNoServer) {
  auto context = teams.north();
  add_server("web1", "web");
  ScheduleInput input{.tree_id = flow("low"),
                      .cron_expression = "30 * * * *",
                      .targets = std::vector<NewTarget>{{"WEB1", {}}, {"wbe2", {}}}};
  const auto refused = create_schedule(context, input);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_THAT(refused.error().message,
              HasSubstr("match no server and would be carried out by hand: wbe2"));
  EXPECT_EQ(list_schedules(context, {}, {})->total, 0);

  input.manual_confirmed = true;
  const auto made = create_schedule(context, input);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_TRUE(edit_schedule(context, made->id, {.timezone = "Asia/Tokyo"}, {}))
      << "its targets stay: they were asked about";
  const ScheduleInput other{.targets = std::vector<NewTarget>{{"web1", {}}, {"web3", {}}}};
  const auto edited = edit_schedule(context, made->id, other, {});
  ASSERT_FALSE(edited);
  EXPECT_EQ(edited.error().code, ErrorCode::kConflict);
  EXPECT_THAT(get_schedule(context, made->id)->targets, ElementsAre("WEB1", "wbe2"));
  EXPECT_TRUE(
      edit_schedule(context, made->id, {.targets = std::vector<NewTarget>{{"rds-1", {}}}}, {}))
      << "none is a server: all of it is meant for hands";
}

TEST_F(FiringOfAList, NamesWhatHasComeAndGoneSinceTheApproval) {
  const auto made = of_list("low");
  change_to({"web2", "web3"});
  wait_until(*made.next_run_at);
  const auto batch = fire(made);
  EXPECT_THAT(labels_of_batch(batch), ElementsAre("web2", "web3"));
  EXPECT_THAT(skipped_of_batch(batch), ElementsAre("web1: gone since the approval"));
  auto context = teams.north();
  const auto counts = get_batch(context, batch)->counts;
  EXPECT_EQ(std::tuple(counts.total, counts.pending, counts.skipped), std::tuple(3, 2, 1));
  EXPECT_EQ(get_batch_detail(context, batch)->waves.front().count, 2);
  EXPECT_THAT(messages(),
              ElementsAre("Maintenance run ready: proof - 2 sessions created; new since the "
                          "approval: web3; gone since: web1"));
}

TEST_F(FiringOfAList, AtRiskHighWaitsForAnotherPersonsApprovalOfWhatHasCome) {
  const auto made = approved_alone(of_list("high"));
  change_to({"web1", "web2", "web3"});
  wait_until(*made.next_run_at);
  const auto batch = fire_as_scheduler(made);
  auto ann = teams.north();
  const auto view = get_batch(ann, batch);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->status, "pending_approval");
  EXPECT_EQ(view->reason, "new since the approval: web3");
  EXPECT_THAT(messages().front(), HasSubstr("the run waits for an approval (risk high); new since "
                                            "the approval: web3"));
  ASSERT_TRUE(teams.database().run(
      "insert into users (id, team_id, email, name, role, created_at, updated_at) values ('ben', "
      "?, 'ben@fettle.test', 'ben', 'engineer', 1, 1)",
      TestTeams::kNorth));
  EXPECT_EQ(decide_launch(ann, batch, {.approved = true, .digest = view->digest}).error().code,
            ErrorCode::kForbidden)
      << "who made the schedule does not approve its run";
}

TEST_F(FiringOfAList, AtRiskHighRunsOnFewerWithoutBeingAsked) {
  const auto made = approved_alone(of_list("high"));
  change_to({"web1"});
  wait_until(*made.next_run_at);
  auto context = teams.north();
  const auto batch = fire(made);
  EXPECT_EQ(get_batch(context, batch)->status, "pending");
  EXPECT_THAT(skipped_of_batch(batch), ElementsAre("web2: gone since the approval"));
}

TEST_F(FiringOfAList, WhatHasGoneIsSkippedInARunNowAndInOneOfMany) {
  const auto made = of_list("low");
  change_to({"web2"});
  auto context = teams.north();
  const auto now = run_schedule_now(context, made.id);
  ASSERT_TRUE(now) << now.error().message;
  EXPECT_THAT(skipped_of_batch(*now), ElementsAre("web1: gone since the approval"));
  ASSERT_TRUE(teams.database().run("update batches set status = 'completed' where id = ?", *now));
  auto due = all_due({made});
  const auto fired = fire_together(due);
  ASSERT_TRUE(fired) << fired.error().message;
  ASSERT_THAT(fired->batches, SizeIs(1));
  EXPECT_THAT(skipped_of_batch(fired->batches.front()),
              ElementsAre("web1: gone since the approval"));
}

TEST_F(FiringOfAList, WhatHasGoneAndIsBackRunsAgainAndNothingIsSkipped) {
  const auto made = of_list("low");
  change_to({"web2"});
  wait_until(*made.next_run_at);
  const auto first = fire(made);
  ASSERT_TRUE(teams.database().run("update batches set status = 'completed' where id = ?", first));
  change_to({"web1", "web2"});
  wait_until(*made.next_run_at + 3'600'000);
  const auto second = fire(made);
  EXPECT_THAT(labels_of_batch(second), ElementsAre("web1", "web2"));
  EXPECT_THAT(skipped_of_batch(second), IsEmpty());
}

TEST_F(FiringOfAList, NobodyCanReopenWhatHasGone) {
  const auto made = of_list("low");
  change_to({"web2"});
  wait_until(*made.next_run_at);
  const auto batch = fire(made);
  auto context = teams.north();
  const auto gone = list_batch_sessions(context, batch)->back();
  EXPECT_EQ(gone.target_label, "web1");
  const auto told =
      tell_session(context, gone.session_id, engine::ReopenSession{"again"}, "session.retried", {});
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().code, ErrorCode::kConflict);
  EXPECT_THAT(told.error().message, HasSubstr("has gone since the approval"));
}

TEST_F(FiringOfAList, OfASelectorIsWhatItChoosesThen) {
  auto context = teams.north();
  add_server("web-1", "web");
  const auto made =
      create_schedule(context, {.tree_id = flow("low"),
                                .cron_expression = "30 * * * *",
                                .target_selector = JsonText{R"({"by":"role","value":"web"})"}});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->target_selector->text, R"({"by":"role","value":"web"})");
  EXPECT_EQ(made->selector_words, "role web");
  add_server("web-10", "web");
  add_server("web-2", "web");
  add_server("db-1", "db");
  wait_until(*made->next_run_at);
  EXPECT_THAT(labels_of_batch(fire(*made)), ElementsAre("web-1", "web-2", "web-10"));
  EXPECT_THAT(messages().front(), HasSubstr("new since the approval: web-2, web-10"));
}

TEST_F(FiringOfAList, OfASelectorThatChoosesNothingIsRefusedAndLaterMissed) {
  auto context = teams.north();
  const ScheduleInput input{.tree_id = flow("low"),
                            .cron_expression = "30 * * * *",
                            .target_selector = JsonText{R"({"by":"role","value":"web"})"}};
  EXPECT_EQ(create_schedule(context, input).error().code, ErrorCode::kInvalid);
  add_server("web-1", "web");
  const auto made = create_schedule(context, input);
  ASSERT_TRUE(made) << made.error().message;
  ASSERT_TRUE(teams.database().run("delete from servers"));
  wait_until(*made->next_run_at);
  EXPECT_EQ(fire(*made), "");
  EXPECT_THAT(messages(),
              ElementsAre(HasSubstr("missed: target_selector: role web chooses no server")));
}

TEST_F(FiringOfAList, AServerThatIsGoneIsNotCarriedOutByHand) {
  add_server("web1", "web");
  const auto made = of_list("low");
  ASSERT_TRUE(teams.database().run("delete from servers where name = 'web1'"));
  wait_until(*made.next_run_at);
  const auto batch = fire(made);
  EXPECT_THAT(labels_of_batch(batch), ElementsAre("web2"));
  EXPECT_THAT(skipped_of_batch(batch), ElementsAre("web1: gone since the approval"));
  EXPECT_THAT(messages().front(), HasSubstr("gone since: web1"));
}

TEST_F(FiringOfAList, AServerThatIsGoneIsSkippedWhereItWasNamedToo) {
  add_server("web1", "web");
  add_server("web2", "web");
  const auto once = schedule("low", {.scheduled_start = teams.now.ms + 1000});
  const auto again = schedule("low", {.cron_expression = "30 * * * *"});
  ASSERT_TRUE(teams.database().run("delete from servers where name = 'web1'"));
  ASSERT_TRUE(teams.database().run("update servers set name = 'renamed' where name = 'web2'"));
  wait_until(*once.next_run_at);
  const auto batch = fire(once);
  EXPECT_THAT(labels_of_batch(batch), ElementsAre("web2"));
  EXPECT_THAT(skipped_of_batch(batch), ElementsAre("web1: gone since the approval"));
  EXPECT_THAT(messages().front(), HasSubstr("gone since: web1"));
  ASSERT_TRUE(teams.database().run("delete from servers"));
  wait_until(*again.next_run_at);
  EXPECT_EQ(fire(again), "");
  EXPECT_THAT(messages().front(), HasSubstr("missed: none of its targets is left"));
}

TEST_F(FiringOfAList, WithNothingLeftIsMissedAndTold) {
  const auto made = of_list("low");
  change_to({});
  auto context = teams.north();
  EXPECT_EQ(run_schedule_now(context, made.id).error().code, ErrorCode::kConflict);
  wait_until(*made.next_run_at);
  EXPECT_EQ(fire(made), "");
  EXPECT_THAT(messages(), ElementsAre("Maintenance run missed: none of its targets is left"));
  EXPECT_EQ(row(made).next_run_at, *made.next_run_at + 3'600'000);
}

TEST_F(Firing, WithoutTargetsMakesOneSessionThatWaitsForThem) {
  const auto made =
      schedule("low", {.cron_expression = "30 * * * *", .targets = std::vector<NewTarget>{}});
  wait_until(*made.next_run_at);
  const auto batch = fire(made);
  auto context = teams.north();
  const auto sessions = *list_batch_sessions(context, batch);
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].target_label, "");
}

TEST_F(Firing, OnceIsOverWithItsRun) {
  const auto made = schedule("low", {.scheduled_start = teams.now.ms + 1000});
  wait_until(*made.next_run_at);
  const auto batch = fire(made);
  ASSERT_TRUE(teams.database().run("update batches set status = 'completed' where id = ?", batch));
  auto context = teams.north();
  ASSERT_TRUE(settle_schedules(context));
  EXPECT_EQ(row(made).status, "completed");
  EXPECT_FALSE(row(made).is_active);
}

TEST_F(Firing, ByHandNeedsAnApprovedScheduleAndNoHighRisk) {
  const auto made = hourly("high");
  auto context = teams.north();
  EXPECT_EQ(run_schedule_now(context, made.id).error().code, ErrorCode::kConflict);
  const auto own = decide_schedule(
      context, made.id, {.approved = true, .digest = made.digest, .comment = "", .name = ""});
  EXPECT_EQ(own.error().code, ErrorCode::kInvalid) << "nobody else may approve: the name is asked";
  ASSERT_TRUE(decide_schedule(
      context, made.id, {.approved = true, .digest = made.digest, .comment = "", .name = "proof"}));
  EXPECT_EQ(row(made).approval_comment, "self-approved");
  EXPECT_EQ(run_schedule_now(context, made.id).error().code, ErrorCode::kConflict);
}

TEST_F(Firing, ByHandIsInTheAuditLog) {
  const auto made = hourly();
  auto context = teams.north();
  const auto batch = run_schedule_now(context, made.id);
  ASSERT_TRUE(batch) << batch.error().message;
  const auto after = teams.database().one<std::string>(
      "select difference from audit_log where action = 'schedule.run_now' and subject = ?",
      made.id);
  ASSERT_TRUE(after);
  EXPECT_THAT(*after, HasSubstr(*batch));
}

TEST_F(Firing, AnotherTeamKnowsNothingOfIt) {
  const auto made = hourly();
  auto other = teams.south();
  EXPECT_EQ(get_schedule(other, made.id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(delete_schedule(other, made.id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(run_schedule_now(other, made.id).error().code, ErrorCode::kNotFound);
  EXPECT_THAT(list_schedules(other, {}, {})->rows, IsEmpty());
}

}  // namespace
}  // namespace fettle::usecases
