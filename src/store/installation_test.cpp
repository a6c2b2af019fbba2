#include "store/installation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/batch_store.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"

namespace fettle::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Installation : public testing::TestWithParam<DatabaseKind> {
 protected:
  Installation() { EXPECT_TRUE(migrate(*connection, embedded::migrations(), {0})); }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> connection = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, Installation, all_databases(), database_name);

TEST_P(Installation, HasOneIdForGood) {
  EXPECT_EQ(find_installation(*connection).value(), "");
  EXPECT_EQ(installation_id(*connection, "0a1b2c3d").value(), "0a1b2c3d");
  EXPECT_EQ(installation_id(*connection, "ffffffff").value(), "0a1b2c3d");
  EXPECT_EQ(find_installation(*connection).value(), "0a1b2c3d");
}

TEST_P(Installation, KnowsWhichReceiptsSessionsStillNeed) {
  NewBatch batch{.id = "b", .name = "plan", .created = {0}};
  batch.frozen.targets = {{"web1", {.name = "web1"}}};
  batch.waves = {0};
  batch.sessions = {"s1"};
  ASSERT_TRUE(create_batch(*connection, batch));
  engine::SessionState state;
  state.status = engine::SessionStatus::kRunning;
  state.attempts = {{.id = "0a1b2c3d.s1-1", .become = true}};
  const auto save = [&] {
    const std::vector<ports::Write> writes{ports::SessionSaved{"s1", state, {0}}};
    ASSERT_TRUE(apply_writes(*connection, "b", writes));
  };
  save();
  const auto running = read_known_targets(*connection).value();
  ASSERT_EQ(running.size(), 1U);
  EXPECT_TRUE(running[0].become);
  EXPECT_THAT(running[0].needed, ElementsAre("0a1b2c3d.s1-1"));
  state.status = engine::SessionStatus::kFailed;
  save();
  EXPECT_THAT(read_known_targets(*connection).value().at(0).needed, IsEmpty());
}

TEST_P(Installation, HasOneIdWhenSeveralStartAtOnce) {
  std::vector<std::string> ids(4);
  {
    std::vector<std::jthread> threads;
    for (auto& id : ids) {
      const auto fresh = std::to_string(threads.size());
      threads.emplace_back(
          [&, fresh] { id = installation_id(*database.open(), fresh).value_or("failed"); });
    }
  }
  EXPECT_THAT(ids, testing::Each(find_installation(*connection).value()));
  EXPECT_EQ(connection->one<int>("select count(*) from installation"), 1);
}

}  // namespace
}  // namespace fettle::store
