#include "store/installation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/migrations.hpp"
#include "store/batch_store.hpp"
#include "store/migrate.hpp"
#include "store/sqlite.hpp"

namespace fettle::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::unique_ptr<Connection> fresh_database() {
  auto connection = *open_sqlite(":memory:", OpenMode::kReadWrite);
  EXPECT_TRUE(migrate(*connection, embedded::migrations(), {0}));
  return connection;
}

TEST(Installation, HasOneIdForGood) {
  const auto connection = fresh_database();
  EXPECT_EQ(find_installation(*connection).value(), "");
  EXPECT_EQ(installation_id(*connection, "0a1b2c3d").value(), "0a1b2c3d");
  EXPECT_EQ(installation_id(*connection, "ffffffff").value(), "0a1b2c3d");
  EXPECT_EQ(find_installation(*connection).value(), "0a1b2c3d");
}

TEST(Installation, KnowsWhichReceiptsSessionsStillNeed) {
  const auto connection = fresh_database();
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
    ASSERT_TRUE(store::apply(*connection, writes));
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

}  // namespace
}  // namespace fettle::store
