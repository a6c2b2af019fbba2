#include "usecases/batches/gone_since_launch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/batch_store.hpp"
#include "usecases/batches/launched_batch_test_support.hpp"
#include "usecases/servers/servers.hpp"

namespace fettle::usecases {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A launch in rings on three servers, which waits for an approval.
class WaitingLaunch : public LaunchedBatch {
 protected:
  WaitingLaunch() {
    auto context = teams.north();
    for (const auto* name : {"web1", "web2", "web3"}) {
      NewServer server;
      server.name = name;
      server.address = "192.0.2.1";
      const auto made = create_server(context, server);
      EXPECT_TRUE(made) << made.error().message;
    }
    std::string markdown(kPlan);
    markdown.replace(markdown.find("risk_level: low"), 15, "risk_level: medium\nstrategy: rings");
    const auto flow = create_flow(context, {.markdown = markdown});
    EXPECT_TRUE(flow) << flow.error().message;
    const auto launched =
        launch_batch(context, {.tree_id = flow->id, .text = "web1\nweb2\nweb3"}, {});
    EXPECT_TRUE(launched) << launched.error().message;
    EXPECT_EQ(launched->status, "pending_approval");
    batch = launched->batch_id;
  }
  void remove(std::string_view server) {
    ASSERT_TRUE(teams.database().run("delete from servers where name = ?", server));
  }
  BatchView view() {
    auto context = teams.north();
    return *get_batch(context, batch);
  }
  Result<BatchView> leave_out() {
    auto context = teams.north();
    return leave_out_gone(context, view());
  }
  /// `web1 in 0: pending`.
  std::vector<std::string> sessions() {
    auto context = teams.north();
    std::vector<std::string> all;
    for (const auto& one : *list_batch_sessions(context, batch)) {
      all.push_back(one.target_label + " in " + std::to_string(one.wave) + ": " + one.status);
    }
    return all;
  }
};

TEST_F(WaitingLaunch, SkipsServersThatWereRemovedAndRollsOutOverTheRest) {
  EXPECT_THAT(sessions(),
              ElementsAre("web1 in 0: pending", "web2 in 1: pending", "web3 in 2: pending"));
  const auto before = view();
  remove("web1");
  const auto after = leave_out();
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_THAT(sessions(),
              ElementsAre("web2 in 0: pending", "web3 in 1: pending", "web1 in -1: skipped"));
  EXPECT_EQ(std::tuple(after->counts.total, after->counts.pending, after->counts.skipped),
            std::tuple(3, 2, 1));
  EXPECT_EQ(after->version, before.version + 1);
  EXPECT_NE(after->digest, before.digest);
  EXPECT_TRUE(store::load_batch(teams.database(), batch)) << "it is what its digest says";
  const auto told = teams.database().one<std::string>(
      "select difference from audit_log where action = 'targets.gone' and subject = ?", batch);
  ASSERT_TRUE(told);
  EXPECT_THAT(*told, HasSubstr(R"("gone":["web1"])"));
}

TEST_F(WaitingLaunch, LosesMoreServersLater) {
  remove("web2");
  ASSERT_TRUE(leave_out());
  remove("web1");
  ASSERT_TRUE(leave_out());
  EXPECT_THAT(sessions(),
              ElementsAre("web3 in 0: pending", "web1 in -1: skipped", "web2 in -1: skipped"));
  EXPECT_EQ(view().counts.skipped, 2);
}

TEST_F(WaitingLaunch, StaysAsItIsWhereNothingHasGone) {
  ASSERT_TRUE(teams.database().run("update servers set name = 'renamed' where name = 'web1'"));
  const auto before = view();
  const auto after = leave_out();
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(std::tuple(after->digest, after->version), std::tuple(before.digest, before.version));
}

TEST_F(WaitingLaunch, IsNotBegunWithNothingLeft) {
  ASSERT_TRUE(teams.database().run("delete from servers"));
  const auto before = view();
  const auto refused = leave_out();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_EQ(view().version, before.version);
}

}  // namespace
}  // namespace fettle::usecases
