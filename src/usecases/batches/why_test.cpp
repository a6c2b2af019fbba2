#include "usecases/batches/why.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/apply_test_support.hpp"
#include "store/audit_store.hpp"
#include "store/gone_targets.hpp"
#include "store/window_store.hpp"
#include "usecases/flows/flows.hpp"
#include "usecases/schedules/fire_schedule.hpp"
#include "usecases/schedules/schedules.hpp"
#include "usecases/servers/servers.hpp"
#include "usecases/team_test_support.hpp"
#include "usecases/windows/stop_switch.hpp"

namespace fettle::usecases {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Instant kFarOff{253'402'300'799'000};
constexpr auto kPlan = R"(---
subject: proof
risk_level: medium
---

# Maintenance: proof

## Steps

### Step 1: count

```yaml
type: custom_tool
command: "echo one"
```
)";

std::vector<std::string> kinds(const Result<Reasons>& reasons) {
  EXPECT_TRUE(reasons) << reasons.error().message << reasons.error().detail;
  std::vector<std::string> found;
  if (!reasons) return found;
  for (const auto& one : *reasons) found.push_back(one.kind);
  return found;
}

class WhyNot : public ::testing::Test {
 protected:
  WhyNot() {
    store::NewBatch batch{.id = "b1", .name = "Patches", .created = {1000}};
    batch.origin.team_id = TestTeams::kNorth;
    batch.frozen.targets = {{"web1", {.name = "web1"}}};
    batch.waves = {0};
    batch.sessions = {"s1"};
    EXPECT_TRUE(store::create_batch(teams.database(), batch));
  }
  template <class Body>
  void tell(std::int64_t number, Instant at, std::string status, Body body,
            std::string session = {}) {
    const engine::Event event{.body = std::move(body), .at = at, .stage = {}, .status = status};
    ASSERT_TRUE(store::apply_writes(teams.database(), "b1",
                                    {ports::EventAdded{"b1", number, session, event}}));
  }
  void ask() {
    ASSERT_TRUE(
        store::apply_writes(teams.database(), "b1", {}, {{.session = "s1", .host = "web1:22"}}));
  }
  ScheduleView schedule(std::string target = "web1") {
    const auto flow = create_flow(north, {.markdown = kPlan});
    auto made = create_schedule(
        north, {.tree_id = flow->id,
                .cron_expression = "30 * * * *",
                .targets = std::vector<NewTarget>{{std::move(target), std::nullopt}}});
    EXPECT_TRUE(made) << made.error().message;
    return *made;
  }
  void approve(const ScheduleView& made) {
    const auto approved = decide_schedule(
        north, made.id, {.approved = true, .digest = made.digest, .comment = {}, .name = "proof"});
    ASSERT_TRUE(approved) << approved.error().message;
  }

  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
};

TEST_F(WhyNot, ABatchTellsItsStateAtAnyMoment) {
  tell(1, {2000}, "running", engine::BatchStarted{});
  tell(2, {3000}, "paused", engine::BatchPaused{});
  tell(3, {4000}, "running", engine::BatchResumed{});
  EXPECT_THAT(kinds(why_batch(north, "b1", Instant{999})), ElementsAre("not_launched"));
  EXPECT_THAT(kinds(why_batch(north, "b1", Instant{1500})), ElementsAre("pending"));
  EXPECT_THAT(kinds(why_batch(north, "b1", Instant{2000})), IsEmpty());
  EXPECT_THAT(kinds(why_batch(north, "b1", Instant{3999})), ElementsAre("paused"));
  EXPECT_THAT(kinds(why_batch(north, "b1", std::nullopt)), IsEmpty());
}

TEST_F(WhyNot, ALaunchThatWaitedForAnApprovalSaysSo) {
  tell(1, {2000}, "running", engine::LaunchAnswered{.approved = true, .by = {}});
  EXPECT_THAT(kinds(why_batch(north, "b1", Instant{1500})), ElementsAre("pending_approval"));
}

TEST_F(WhyNot, ASessionTellsWhatItWaitsForAndWhatItsBatchDoes) {
  tell(1, {2000}, "running", engine::BatchStarted{});
  EXPECT_THAT(kinds(why_session(north, "s1", std::nullopt)), ElementsAre("turn"));
  ASSERT_TRUE(store::insert_freeze(teams.database(), TestTeams::kNorth,
                                   {.id = "f",
                                    .name = "Year end",
                                    .reason = "books",
                                    .scope_kind = "team",
                                    .begins_at = {0},
                                    .ends_at = kFarOff}));
  ask();
  EXPECT_THAT(kinds(why_session(north, "s1", kFarOff)), ElementsAre("freeze"));
  tell(2, {3000}, "paused", engine::BatchPaused{});
  EXPECT_THAT(kinds(why_session(north, "s1", kFarOff)), ElementsAre("paused", "freeze"));
}

TEST_F(WhyNot, ASessionThatHasEndedTellsHowAndNothingElse) {
  tell(1, {2000}, "running", engine::BatchStarted{});
  tell(2, {3000}, "failed", engine::SessionEnded{"no space left"}, "s1");
  const auto reasons = why_session(north, "s1", std::nullopt);
  ASSERT_THAT(kinds(reasons), ElementsAre("failed"));
  EXPECT_EQ(reasons->front().text, "no space left");
  EXPECT_EQ(reasons->front().since, 3000);
}

TEST_F(WhyNot, ASessionWhoseTargetHasGoneSaysSo) {
  store::NewBatch part{.id = "b1", .created = {1000}, .sessions = {"s1"}};
  part.gone = {{"s2", {"web2", {.name = "web2"}}}};
  ASSERT_TRUE(store::add_gone(teams.database(), part));
  const auto reasons = why_session(north, "s2", std::nullopt);
  ASSERT_THAT(kinds(reasons), ElementsAre("skipped"));
  EXPECT_EQ(reasons->front().text, "gone since the approval");
  EXPECT_EQ(reasons->front().since, 1000);
}

TEST_F(WhyNot, ASessionThatIsHeldTellsWhyAlsoAfterARestartAtAGate) {
  tell(1, {2000}, "running", engine::BatchStarted{});
  tell(2, {3000}, "awaiting_approval", engine::SessionResumed{}, "s1");
  const engine::WaitReason reason{engine::WaitKind::kNotAllowed, "allow-local"};
  ASSERT_TRUE(store::apply_writes(
      teams.database(), "b1",
      {ports::SessionSaved{"s1", {.status = engine::SessionStatus::kRunning}, {4000}},
       ports::SessionWaits{"b1", "s1", {reason}}}));
  EXPECT_THAT(kinds(why_session(north, "s1", kFarOff)), ElementsAre("not_allowed"));
  EXPECT_THAT(kinds(why_batch(north, "b1", kFarOff)), ElementsAre("not_allowed"));
  EXPECT_EQ(why_session(north, "s1", kFarOff)->front().text, "allow-local");
  ASSERT_TRUE(store::apply_writes(teams.database(), "b1", {ports::SessionWaits{"b1", "s1", {}}}));
  EXPECT_THAT(kinds(why_session(north, "s1", kFarOff)), IsEmpty());
}

TEST_F(WhyNot, ThingsOfAnotherTeamAreNotFound) {
  const auto made = schedule();
  EXPECT_EQ(why_batch(south, "b1", std::nullopt).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(why_session(south, "s1", std::nullopt).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(why_schedule(south, made.id, std::nullopt).error().code, ErrorCode::kNotFound);
}

TEST_F(WhyNot, AScheduleTellsItsStateAtAnyMoment) {
  const auto made = schedule();
  const auto made_at = teams.now;
  north.now = teams.now + std::chrono::minutes(1);
  approve(made);
  EXPECT_THAT(kinds(why_schedule(north, made.id, made_at - Milliseconds(1))),
              ElementsAre("not_made"));
  EXPECT_THAT(kinds(why_schedule(north, made.id, made_at)), ElementsAre("pending_approval"));
  EXPECT_THAT(kinds(why_schedule(north, made.id, std::nullopt)), ElementsAre("not_due"));
  north.now = teams.now + std::chrono::minutes(2);
  ASSERT_TRUE(tell_schedule(north, made.id, ScheduleWord::kPause));
  EXPECT_THAT(kinds(why_schedule(north, made.id, std::nullopt)), ElementsAre("paused"));
}

TEST_F(WhyNot, AScheduleKnowsAStopThatAnEarlierVersionTookBack) {
  const auto made = schedule();
  for (const auto* action : {"team stopped", "team goes on"}) {
    ASSERT_TRUE(
        store::add_audit(teams.database(), {.team_id = std::string(TestTeams::kNorth),
                                            .at = teams.now,
                                            .action = action,
                                            .subject = std::string(TestTeams::kNorth),
                                            .difference = R"({"before":null,"after":{}})"}));
  }
  EXPECT_THAT(kinds(why_schedule(north, made.id, std::nullopt)), ElementsAre("pending_approval"));
}

TEST_F(WhyNot, AScheduleNamesTheTransportThatIsNotAllowedAnyMore) {
  for (const auto* transport : {"local", "ansible"}) {
    NewServer server;
    server.name = server.transport = transport;
    const auto made = create_server(north, server);
    ASSERT_TRUE(made) << made.error().message;
  }
  teams.services.allows_local = teams.services.allows_ansible = true;
  const auto made = schedule("local");
  const auto other = schedule("ansible");
  approve(made);
  approve(other);
  EXPECT_THAT(kinds(why_schedule(north, made.id, std::nullopt)), ElementsAre("not_due"));
  teams.services.allows_local = teams.services.allows_ansible = false;
  const auto local = why_schedule(north, made.id, std::nullopt);
  ASSERT_THAT(kinds(local), ElementsAre("transport", "not_due"));
  EXPECT_THAT(local->front().text, HasSubstr("--allow-local yes"));
  const auto ansible = why_schedule(north, other.id, std::nullopt);
  ASSERT_THAT(kinds(ansible), ElementsAre("transport", "not_due"));
  EXPECT_THAT(ansible->front().text, HasSubstr("--allow-ansible yes"));
  EXPECT_EQ(run_schedule_now(north, made.id).error().code, ErrorCode::kForbidden);
}

TEST_F(WhyNot, ARunByHandIsNoStateOfTheSchedule) {
  const auto made = schedule();
  approve(made);
  ASSERT_TRUE(run_schedule_now(north, made.id));
  EXPECT_THAT(kinds(why_schedule(north, made.id, north.now)), ElementsAre("not_due"));
}

TEST_F(WhyNot, AScheduleTellsOfTheStopSwitchAsLongAsItHeld) {
  const auto made = schedule();
  const auto made_at = teams.now;
  north.now = teams.now + std::chrono::minutes(1);
  ASSERT_TRUE(set_stop_switch(north, "fire"));
  EXPECT_THAT(kinds(why_schedule(north, made.id, north.now)),
              ElementsAre("pending_approval", "stop_switch"));
  const auto stopped_at = north.now;
  north.now = teams.now + std::chrono::minutes(2);
  ASSERT_TRUE(take_stop_switch_back(north));
  EXPECT_THAT(kinds(why_schedule(north, made.id, north.now)), ElementsAre("pending_approval"));
  EXPECT_THAT(kinds(why_schedule(north, made.id, stopped_at)),
              ElementsAre("pending_approval", "stop_switch"));
  EXPECT_THAT(kinds(why_schedule(north, made.id, made_at)), ElementsAre("pending_approval"));
}

}  // namespace
}  // namespace fettle::usecases
