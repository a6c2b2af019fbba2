#include "upkeep/fire_schedules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/batches/batches.hpp"
#include "usecases/flows/flows.hpp"
#include "usecases/schedules/schedules.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::upkeep {
namespace {

using ::testing::ElementsAre;
using usecases::TestTeams;

constexpr auto kPlan = R"(---
subject: proof
risk_level: low
---

# Maintenance: proof

## Steps

### Step 1: count

```yaml
type: custom_tool
command: "echo one"
```
)";

TEST(FireSchedules, WhatIsWrongWithOneStopsNoOther) {
  TestTeams teams;
  auto context = teams.north();
  std::vector<std::string> ids;
  std::int64_t due_at = 0;
  for (int i = 0; i < 3; ++i) {
    const auto flow = usecases::create_flow(context, {.markdown = kPlan});
    ASSERT_TRUE(flow);
    const auto made = usecases::create_schedule(
        context, {.tree_id = flow->id,
                  .cron_expression = "30 * * * *",
                  .targets = std::vector<usecases::NewTarget>{{"web1", {}}}});
    ASSERT_TRUE(made) << made.error().message;
    ids.push_back(made->id);
    due_at = *made->next_run_at;
  }
  ASSERT_TRUE(teams.database().run(
      "update maintenance_schedules set digest = 'another' where id = ?", ids[1]));

  std::vector<std::string> failed;
  const auto wait = fire_schedules(
      {.database = teams.database(),
       .random = teams.random,
       .services = context.services,
       .failed = [&](std::string_view id, const Error&) { failed.emplace_back(id); }},
      Instant{due_at});
  ASSERT_TRUE(wait) << wait.error().message;
  EXPECT_THAT(failed, ElementsAre(ids[1]));
  EXPECT_EQ(usecases::list_batches(context, {}, {})->total, 2);
}

}  // namespace
}  // namespace fettle::upkeep
