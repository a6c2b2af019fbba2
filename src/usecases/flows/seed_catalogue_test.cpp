#include "usecases/flows/seed_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/flows.hpp"
#include "embedded/recipes.hpp"
#include "usecases/flows/flow_library.hpp"
#include "usecases/flows/flows.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using testing::IsSupersetOf;
using testing::SizeIs;

class SeedCatalogue : public testing::Test {
 protected:
  void seed() {
    const auto done =
        seed_catalogue(teams.database(), std::string(TestTeams::kNorth), teams.now, teams.random);
    ASSERT_TRUE(done) << done.error().message << done.error().detail;
  }
  std::vector<ShownFlowHead> flows(Context& context) {
    auto found = list_flows(context, {.page = {.limit = 200, .sort = "name"}});
    EXPECT_TRUE(found);
    return found ? std::move(found->rows) : std::vector<ShownFlowHead>();
  }
  std::int64_t count(const std::string& table) {
    return teams.database().one<std::int64_t>("select count(*) from " + table).value();
  }

  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
};

TEST_F(SeedCatalogue, GivesATeamEveryShippedFlowAndRecipe) {
  seed();
  std::vector<std::string> names;
  for (const auto& flow : flows(north)) {
    EXPECT_TRUE(flow.is_builtin);
    names.push_back(flow.name);
  }
  EXPECT_THAT(names, SizeIs(embedded::flows().size()));
  EXPECT_THAT(names, IsSupersetOf({"Monthly Security Patches", "Kernel Patch - Rings with Reboot",
                                   "Disk Cleanup Cycle", "TLS Certificate Renewal",
                                   "Nginx Config Deployment", "MySQL Minor Version Upgrade",
                                   "Install Software"}));
  EXPECT_EQ(count("recipes"), static_cast<std::int64_t>(embedded::recipes().size()));
  EXPECT_THAT(flows(south), SizeIs(0));
}

TEST_F(SeedCatalogue, ChangesNothingWhenItIsAskedAgain) {
  seed();
  const auto before = flows(north);
  seed();
  const auto after = flows(north);
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].id, before[i].id);
    EXPECT_EQ(after[i].version, 1);
  }
}

TEST_F(SeedCatalogue, WritesAShippedTextAnewThatHasChanged) {
  seed();
  ASSERT_TRUE(
      teams.database().run("update trees set builtin_hash = 'old', name = 'Old' where builtin_name "
                           "= 'install-software'"));
  ASSERT_TRUE(teams.database().run(
      "update recipes set builtin_hash = 'old' where slug = 'install-package'"));
  seed();
  int changed = 0;
  for (const auto& flow : flows(north)) {
    EXPECT_EQ(flow.version, flow.name == "Install Software" ? 2 : 1) << flow.name;
    changed += flow.version == 2 ? 1 : 0;
  }
  EXPECT_EQ(changed, 1);
  EXPECT_EQ(teams.database()
                .one<std::int64_t>("select version from recipes where slug = 'install-package'")
                .value(),
            2);
}

TEST_F(SeedCatalogue, ReachesEveryTeamWhenAServiceStarts) {
  const auto done = seed_every_team(teams.database(), teams.now, teams.random);
  ASSERT_TRUE(done) << done.error().message << done.error().detail;
  EXPECT_THAT(flows(north), SizeIs(embedded::flows().size()));
  EXPECT_THAT(flows(south), SizeIs(embedded::flows().size()));
}

TEST_F(SeedCatalogue, NeverTouchesWhatAPersonMade) {
  seed();
  const auto shipped = flows(north).front();
  const auto copy = duplicate_flow(north, {.id = shipped.id}).value();
  ASSERT_TRUE(teams.database().run("update trees set builtin_hash = 'old' where is_builtin = 1"));
  ASSERT_TRUE(teams.database().run(
      "update recipes set is_builtin = 0, builtin_hash = '' where slug = 'install-package'"));
  seed();
  EXPECT_EQ(get_flow(north, copy.id)->version, 1);
  EXPECT_EQ(teams.database()
                .one<std::int64_t>("select version from recipes where slug = 'install-package'")
                .value(),
            1);
}

}  // namespace
}  // namespace fettle::usecases
