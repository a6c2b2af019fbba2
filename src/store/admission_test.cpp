#include "store/admission.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"

namespace fettle::store {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class AdmissionTo : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  AdmissionTo() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), {0}));
    for (const std::string id : {"b1", "b2"}) {
      NewBatch batch{.id = id, .name = "Plan of " + id, .created = {0}};
      batch.frozen.targets = {{"web1", {.name = "web1"}}};
      batch.waves = {0};
      batch.sessions = {id + "-s1"};
      EXPECT_TRUE(create_batch(*db, batch));
    }
  }

  /// Why the session of that batch has to wait; empty where it is admitted.
  std::string ask(const std::string& batch, const std::string& host) {
    const auto committed = apply_writes(*db, batch, {}, {{.session = batch + "-s1", .host = host}});
    EXPECT_TRUE(committed) << committed.error().message << committed.error().detail;
    if (!committed) return "refused";
    const auto& reasons = committed->admissions.at(0).reasons;
    return reasons.empty() ? "" : reasons.front().text;
  }
  void end(const std::string& batch) {
    ASSERT_TRUE(apply_writes(
        *db, batch,
        {ports::SessionSaved{batch + "-s1", {.status = engine::SessionStatus::kCompleted}, {1}}}));
  }
  std::int64_t waits() { return *db->one<std::int64_t>("select count(*) from waits"); }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, AdmissionTo, all_databases(), database_name);

TEST_P(AdmissionTo, AHostIsForOneSessionAndTheOtherHearsForWhomItWaits) {
  EXPECT_EQ(ask("b1", "web1:22"), "");
  EXPECT_EQ(ask("b2", "web1:22"), "batch b1 (\"Plan of b1\") works on web1:22");
  EXPECT_EQ(waits(), 1);
}

TEST_P(AdmissionTo, AHostIsFreeWhenItsSessionHasEnded) {
  EXPECT_EQ(ask("b1", "web1:22"), "");
  EXPECT_NE(ask("b2", "web1:22"), "");
  end("b1");
  EXPECT_EQ(ask("b2", "web1:22"), "");
  EXPECT_EQ(waits(), 0);
}

TEST_P(AdmissionTo, AHostIsItsOwnSessionsAsOftenAsItAsks) {
  EXPECT_EQ(ask("b1", "web1:22"), "");
  EXPECT_EQ(ask("b1", "web1:22"), "");
}

TEST_P(AdmissionTo, AHostIsForAllSessionsOfABatchAndFreeAfterTheLast) {
  NewBatch batch{.id = "b3", .name = "Plan of b3", .created = {0}};
  batch.frozen.targets = {{"web1", {.name = "web1"}}, {"alias", {.name = "web1"}}};
  batch.waves = {0, 0};
  batch.sessions = {"b3-s1", "b3-s2"};
  ASSERT_TRUE(create_batch(*db, batch));
  const auto both = apply_writes(
      *db, "b3", {},
      {{.session = "b3-s1", .host = "web1:22"}, {.session = "b3-s2", .host = "web1:22"}});
  ASSERT_TRUE(both);
  EXPECT_TRUE(both->admissions[0].reasons.empty() && both->admissions[1].reasons.empty());
  ASSERT_TRUE(apply_writes(*db, "b3", {ports::HostLeft{"b3-s1"}}));
  EXPECT_NE(ask("b1", "web1:22"), "");
  ASSERT_TRUE(apply_writes(*db, "b3", {ports::HostLeft{"b3-s2"}}));
  EXPECT_EQ(ask("b1", "web1:22"), "");
}

TEST_P(AdmissionTo, OtherHostsAndNoneAreFree) {
  EXPECT_EQ(ask("b1", "web1:22"), "");
  EXPECT_EQ(ask("b2", "web2:22"), "");
  EXPECT_EQ(ask("b2", ""), "");
}

TEST_P(AdmissionTo, AHostThatABatchWasLeftOnIsNotFreeAndTheWayOutIsNamed) {
  EXPECT_EQ(ask("b1", "web1:22"), "");
  ASSERT_TRUE(db->run("update batches set lease_until = 1 where id = 'b1'"));
  EXPECT_THAT(ask("b2", "web1:22"), AllOf(HasSubstr("was left while it worked on web1:22"),
                                          HasSubstr("`fettle resume b1 --cancel` ends it")));
}

TEST_P(AdmissionTo, AHostThatIsGivenBackIsFree) {
  EXPECT_EQ(ask("b1", "web1:22"), "");
  ASSERT_TRUE(apply_writes(*db, "b1", {ports::HostLeft{"b1-s1"}}));
  EXPECT_EQ(ask("b2", "web1:22"), "");
}

// A process may die between letting a session start and starting it.
TEST_P(AdmissionTo, AHostIsFreeWhenItsSessionIsEndedBeforeItBegan) {
  EXPECT_EQ(ask("b1", "web1:22"), "");
  ASSERT_TRUE(apply_writes(
      *db, "b1", {ports::RemainingEnded{"b1", engine::SessionStatus::kCancelled, "stop"}}));
  EXPECT_EQ(ask("b2", "web1:22"), "");
}

TEST_P(AdmissionTo, AHostThatACommandClaimedIsFreeOnceItIsReleased) {
  const std::vector<std::string> hosts{"web1:22", "web1:22"};
  ASSERT_TRUE(claim_hosts(*db, hosts, "a cleaning"));
  EXPECT_EQ(ask("b1", "web1:22"), "a cleaning works on web1:22");
  ASSERT_TRUE(release_hosts(*db, "a cleaning"));
  EXPECT_EQ(ask("b1", "web1:22"), "");
  EXPECT_EQ(claim_hosts(*db, hosts, "a cleaning").error().code, ErrorCode::kBusy);
}

TEST_P(AdmissionTo, AClaimEndsByItself) {
  const std::vector<std::string> hosts{"web1:22"};
  ASSERT_TRUE(claim_hosts(*db, hosts, "a cleaning"));
  ASSERT_TRUE(db->run("update host_locks set until = 1"));
  EXPECT_EQ(ask("b1", "web1:22"), "");
}

TEST_P(AdmissionTo, AHostThatABatchWasLeftOnMayBeCleaned) {
  EXPECT_EQ(ask("b1", "web1:22"), "");
  ASSERT_TRUE(db->run("update batches set lease_until = 1 where id = 'b1'"));
  const std::vector<std::string> hosts{"web1:22"};
  EXPECT_TRUE(claim_hosts(*db, hosts, "a cleaning"));
  EXPECT_NE(ask("b2", "web1:22"), "") << "the session's lock stands";
}

}  // namespace
}  // namespace fettle::store
