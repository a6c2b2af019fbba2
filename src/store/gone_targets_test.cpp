// Sessions of targets that have gone since they were approved, on each database.
#include "store/gone_targets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>

#include "core/rollout/wave.hpp"
#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/installation.hpp"
#include "store/report_store.hpp"
#include "store/server_store.hpp"
#include "store/team_batches.hpp"

namespace fettle::store {
namespace {

using engine::BatchStatus;
using engine::SessionStatus;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

constexpr Instant kNow{1'774'747'800'000};
constexpr Instant kLater{1'774'747'860'000};

fleet::Target target(const std::string& name) {
  return {name, {.name = name, .server_id = "id-of-" + name}};
}

class GoneTargets : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  GoneTargets() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), kNow));
    EXPECT_TRUE(db->run("insert into teams (id, name, created_at) values ('north', 'north', 1)"));
  }
  /// On web1, web2 and web3; web0 had gone before.
  void launch(BatchStatus status) {
    NewBatch batch{.id = "b1", .name = "Patches", .created = kNow, .status = status};
    batch.frozen.targets = {target("web1"), target("web2"), target("web3")};
    batch.waves = {0, 1, 1};
    batch.sessions = {"s1", "s2", "s3"};
    batch.gone = {{"s0", target("web0")}};
    batch.origin.team_id = "north";
    ASSERT_TRUE(create_batch(*db, batch));
  }
  void add_server(const std::string& approved_as, const std::string& name) {
    ServerRow server;
    server.id = "id-of-" + approved_as;
    server.name = name;
    server.created_at = server.updated_at = kNow;
    auto transaction = Transaction::begin(*db).value();
    ASSERT_TRUE(insert_server(*db, "north", server));
    ASSERT_TRUE(transaction.commit());
  }
  StoredBatch load() {
    auto batch = load_batch(*db, "b1");
    EXPECT_TRUE(batch) << batch.error().message << batch.error().detail;
    return batch ? *std::move(batch) : StoredBatch{};
  }
  using Place = std::tuple<std::string, int, int, std::string, std::string>;
  std::vector<Place> places() {
    std::vector<Place> all;
    for (const auto& row : *list_sessions(*db, "b1")) {
      all.emplace_back(row.id, row.position, row.wave, row.status, row.reason);
    }
    return all;
  }
  static Place skipped(std::string session, int position) {
    return {std::move(session), position, rollout::kNoWave, "skipped", std::string(kGoneReason)};
  }
  void write(const std::vector<ports::Write>& writes) {
    const auto done = apply_writes(*db, "b1", writes);
    ASSERT_TRUE(done) << done.error().message << done.error().detail;
  }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, GoneTargets, all_databases(), database_name);

TEST_P(GoneTargets, AreSkippedByNameAndNoPartOfWhatIsCarriedOut) {
  launch(BatchStatus::kPending);
  const auto batch = load();
  EXPECT_THAT(batch.frozen.targets, ElementsAre(target("web1"), target("web2"), target("web3")));
  EXPECT_EQ(batch.sessions.size(), 3U);
  EXPECT_EQ(batch.state,
            (engine::BatchState{.total = 4, .gone = 1, .waiting = 3, .tally = {.skipped = 1}}));
  EXPECT_EQ(places().back(), skipped("s0", 3));
  const auto row = *find_session(*db, "north", "s0");
  EXPECT_EQ(row.target_label, "web0");
  EXPECT_EQ(row.server_id, "id-of-web0");
  EXPECT_FALSE(row.started_at);
  EXPECT_EQ(row.ended_at, kNow.ms);
  const auto head = *find_team_batch(*db, "north", "b1");
  EXPECT_EQ(std::tuple(head.total, head.waiting, head.skipped), std::tuple(4, 3, 1));
}

TEST_P(GoneTargets, AreNotAmongThoseThatReceiptsAreLookedForOn) {
  launch(BatchStatus::kPending);
  std::vector<std::string> labels;
  for (const auto& known : *read_known_targets(*db)) labels.push_back(known.target.label);
  EXPECT_THAT(labels, UnorderedElementsAre("web1", "web2", "web3"));
}

TEST_P(GoneTargets, AreInTheReport) {
  launch(BatchStatus::kPending);
  const auto report = *read_report(*db, "b1");
  ASSERT_EQ(report.size(), 4U);
  EXPECT_EQ(report[3].label, "web0");
  EXPECT_EQ(report[3].state.status, SessionStatus::kSkipped);
  EXPECT_EQ(report[3].state.reason, kGoneReason);
}

TEST_P(GoneTargets, StaySkippedWhenABatchHaltsAndGoesOn) {
  launch(BatchStatus::kPending);
  write({ports::RemainingEnded{"b1", SessionStatus::kSkipped, "halted"}});
  write({ports::RemainingReopened{"b1"}});
  EXPECT_THAT(places(),
              ElementsAre(Place{"s1", 0, 0, "pending", ""}, Place{"s2", 1, 1, "pending", ""},
                          Place{"s3", 2, 1, "pending", ""}, skipped("s0", 3)));
  write({ports::RemainingEnded{"b1", SessionStatus::kCancelled, "no more"}});
  EXPECT_EQ(places().back(), skipped("s0", 3));
}

TEST_P(GoneTargets, OfALaunchAreThoseWhoseServersWereRemoved) {
  launch(BatchStatus::kPendingApproval);
  add_server("web1", "web1");
  add_server("web3", "renamed");
  EXPECT_THAT(*sessions_without_server(*db, "b1"), ElementsAre("s2"));
}

TEST_P(GoneTargets, LeaveALaunchWhichIsAWholeWithoutThem) {
  launch(BatchStatus::kPendingApproval);
  auto stored = load();
  NewBatch rest{.id = "b1", .frozen = stored.frozen};
  rest.frozen.targets = {target("web2"), target("web3")};
  rest.waves = {0, 1};
  rest.sessions = {"s2", "s3"};
  rest.gone = {{"s1", target("web1")}};
  const engine::BatchState state{.status = BatchStatus::kPendingApproval,
                                 .total = 4,
                                 .gone = 2,
                                 .waiting = 2,
                                 .tally = {.skipped = 2},
                                 .version = 1};
  const auto lease = *take_lease(*db, "b1", holder());
  ASSERT_TRUE(*leave_gone_out(*db, rest, state, kLater));
  const auto after = load();
  EXPECT_EQ(after.state, state);
  EXPECT_THAT(after.frozen.targets, ElementsAre(target("web2"), target("web3")));
  EXPECT_THAT(places(),
              ElementsAre(Place{"s2", 0, 0, "pending", ""}, Place{"s3", 1, 1, "pending", ""},
                          skipped("s1", 2), skipped("s0", 3)));
  EXPECT_EQ(find_session(*db, "north", "s1")->ended_at, kLater.ms);
  EXPECT_EQ(renew_lease(*db, lease, kLater).error().code, ErrorCode::kConflict);
  EXPECT_FALSE(*leave_gone_out(*db, rest, state, kLater)) << "it is at that version already";
}

}  // namespace
}  // namespace fettle::store
