#include "cli/become_users.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "core/engine/approved_plan.hpp"
#include "store/batch_store.hpp"
#include "store/history_store.hpp"

namespace fettle::cli {
namespace {

void add(std::vector<flow::Become>& users, const flow::Become& user) {
  if (std::ranges::find(users, user) == users.end()) users.push_back(user);
}

}  // namespace

std::vector<flow::Become> become_users_of(const flow::Flow& flow) {
  std::vector<flow::Become> users;
  for (const auto* steps : {&flow.steps, &flow.rollback}) {
    for (const auto& step : *steps) {
      if (step.become.value_or(false)) add(users, step.as_whom.value_or(flow::Become{}));
    }
  }
  return users;
}

Result<BecomeUsers> read_become_users(store::Connection& connection) {
  FETTLE_TRY(heads, store::list_heads(connection));
  BecomeUsers all;
  for (const auto& head : heads) {
    const auto batch = store::load_batch(connection, head.id);
    const auto plan = batch ? engine::read_plan(batch->frozen)
                            : Result<engine::CompiledPlan>(std::unexpected(batch.error()));
    if (!plan) continue;
    const auto users = become_users_of(plan->flow);
    if (users.empty()) continue;
    for (const auto& target : batch->frozen.targets) {
      auto& known = all[to_canonical_json(target)];
      for (const auto& user : users) add(known, user);
    }
  }
  return all;
}

}  // namespace fettle::cli
