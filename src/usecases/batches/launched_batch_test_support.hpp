// For tests of what people do with batches: a plan of the team north that was launched on targets
// without servers. Nobody carries it out; a test says how its sessions stand.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "store/gone_targets.hpp"
#include "usecases/batches/launch_batch.hpp"
#include "usecases/flows/flows.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {

class LaunchedBatch : public ::testing::Test {
 protected:
  static constexpr std::string_view kPlan = R"(---
subject: proof
risk_level: low
snapshot_dimensions: [packages]
---

# Maintenance: proof

## Steps

### Step 1: count

```yaml
type: custom_tool
command: "echo one"
```
)";

  void launch(const std::vector<std::string>& labels) {
    auto context = teams.north();
    const auto flow = create_flow(context, {.markdown = std::string(kPlan)});
    ASSERT_TRUE(flow) << flow.error().message;
    LaunchRequest request{.tree_id = flow->id, .manual_confirmed = true};
    request.targets.emplace();
    for (const auto& label : labels) request.targets->push_back({label, {}});
    const auto launched = launch_batch(context, request, {});
    ASSERT_TRUE(launched) << launched.error().message;
    batch = launched->batch_id;
  }
  std::string session(std::size_t position) {
    auto context = teams.north();
    return list_batch_sessions(context, batch)->at(position).session_id;
  }
  void set_status(std::size_t position, std::string_view status) {
    ASSERT_TRUE(teams.database().run("update sessions set status = ? where id = ?", status,
                                     session(position)));
  }
  /// Another target of the batch, which had gone before it began; the id of its session.
  std::string add_gone(const std::string& label) {
    auto context = teams.north();
    store::NewBatch part{.id = batch, .created = teams.now};
    part.sessions.resize(list_batch_sessions(context, batch)->size());
    part.gone = {{"gone-" + label, {label, {.transport = fleet::TransportKind::kManual}}}};
    EXPECT_TRUE(store::add_gone(teams.database(), part));
    return part.gone.front().session;
  }
  /// Of the team north, by that name and with the id `NAME-id`.
  void add_person(std::string_view name, std::string_view role) {
    ASSERT_TRUE(teams.database().run(
        "insert into users (id, team_id, email, name, role, created_at, updated_at) values (?, ?, "
        "?, ?, ?, ?, ?)",
        std::string(name) + "-id", TestTeams::kNorth, std::string(name) + "@fettle.test", name,
        role, teams.now, teams.now));
  }
  Context as(std::string_view name) {
    auto context = teams.north();
    context.actor.user = std::string(name) + "-id";
    context.actor.principal = {engine::PrincipalKind::kUser, context.actor.user, std::string(name)};
    return context;
  }

  TestTeams teams;
  std::string batch;
};

}  // namespace fettle::usecases
