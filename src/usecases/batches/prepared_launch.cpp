#include "usecases/batches/prepared_launch.hpp"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <utility>

#include "base/id.hpp"
#include "core/engine/session.hpp"
#include "core/flow/bind.hpp"
#include "core/gate/decide.hpp"
#include "core/rollout/strategy.hpp"

namespace fettle::usecases {
namespace {

using Action = gate::Verdict::Action;

std::set<std::string> recipe_slugs(const flow::Flow& flow) {
  std::set<std::string> slugs;
  for (const auto* steps : {&flow.steps, &flow.rollback}) {
    for (const auto& step : *steps) {
      if (const auto* recipe = std::get_if<flow::Recipe>(&step.body)) {
        slugs.insert(recipe->slug.value);
      }
    }
  }
  return slugs;
}

/// Only what the plan names is frozen with it; a slug that nobody knows is left for the check of
/// the whole, which names it with its place.
std::vector<engine::ApprovedRecipe> named_recipes(const flow::Flow& flow,
                                                  const std::map<std::string, std::string>& texts) {
  std::vector<engine::ApprovedRecipe> recipes;
  for (const auto& slug : recipe_slugs(flow)) {
    if (const auto found = texts.find(slug); found != texts.end()) {
      recipes.push_back({slug, found->second});
    }
  }
  return recipes;
}

std::vector<fleet::Target> in_order(std::vector<fleet::Target> targets,
                                    const flow::Strategy& strategy) {
  std::vector<fleet::Target> ordered;
  ordered.reserve(targets.size());
  for (const int index : rollout::target_order(strategy, static_cast<int>(targets.size()))) {
    ordered.push_back(std::move(targets[static_cast<std::size_t>(index)]));
  }
  return ordered;
}

/// Every target's flow, so that nothing is found wrong when half of the fleet is done; the first
/// one's is returned.
Result<flow::Flow> check_every_target(const PreparedLaunch& launch) {
  const bool varies = flow::varies_by_target(launch.plan.flow);
  std::optional<flow::Flow> first;
  for (const auto& target : launch.frozen.targets) {
    auto flow = engine::bind_target(launch.plan, launch.frozen, target);
    if (!flow) {
      auto error = std::move(flow).error();
      error.message =
          varies ? fmt::format("the plan can't be carried out on {}; nothing was run", target.label)
                 : "the plan can't be carried out; nothing was run";
      return std::unexpected(std::move(error));
    }
    if (!first) first = *std::move(flow);
    if (!varies) break;
  }
  if (!first) return fail(ErrorCode::kInvalid, "there is no target; name at least one");
  return *std::move(first);
}

/// The flow and the waves of a launch whose record and plan are known.
Result<void> finish(PreparedLaunch& launch) {
  FETTLE_TRY(flow, check_every_target(launch));
  launch.flow = std::move(flow);
  launch.rollout =
      rollout::make_rollout(launch.frozen.strategy, static_cast<int>(launch.frozen.targets.size()),
                            engine::has_checks(launch.flow));
  return {};
}

bool is_manual(const fleet::Server& server) {
  return server.transport == fleet::TransportKind::kManual;
}

/// How many targets there are of each mode, by hand or not: what is asked depends on nothing else.
using TargetKind = std::pair<fleet::Mode, bool>;
std::map<TargetKind, int> count_kinds(const std::vector<fleet::Target>& targets) {
  std::map<TargetKind, int> kinds;
  for (const auto& target : targets) ++kinds[{target.server.mode, is_manual(target.server)}];
  return kinds;
}

Gate::Kind kind_of(const flow::Step& step) {
  return std::holds_alternative<flow::HumanGate>(step.body) ? Gate::Kind::kHumanGate
                                                            : Gate::Kind::kApproval;
}

}  // namespace

Result<PreparedLaunch> prepare_launch(LaunchInput input) {
  PreparedLaunch launch;
  launch.name = input.flow.name;
  launch.frozen = {.markdown = std::move(input.markdown),
                   .variables = std::move(input.variables),
                   .strategy = input.flow.strategy,
                   .targets = in_order(std::move(input.targets), input.flow.strategy),
                   .recipes = named_recipes(input.flow, input.recipes)};
  FETTLE_TRY(recipes, engine::read_recipes(launch.frozen.recipes));
  launch.plan = {std::move(input.flow), std::move(recipes)};
  launch.frozen.compiled = engine::freeze(launch.plan);
  FETTLE_TRY_VOID(finish(launch));
  return launch;
}

Result<PreparedLaunch> prepare_again(engine::ApprovedPlan frozen,
                                     std::vector<fleet::Target> targets) {
  frozen.targets = in_order(std::move(targets), frozen.strategy);
  return prepare_approved(std::move(frozen));
}

Result<PreparedLaunch> prepare_approved(engine::ApprovedPlan frozen) {
  PreparedLaunch launch;
  FETTLE_TRY(plan, engine::read_plan(frozen));
  launch.name = plan.flow.name;
  launch.plan = std::move(plan);
  launch.frozen = std::move(frozen);
  FETTLE_TRY_VOID(finish(launch));
  return launch;
}

std::vector<Gate> list_gates(const PreparedLaunch& launch) {
  std::vector<Gate> gates;
  const auto kinds = count_kinds(launch.frozen.targets);
  for (std::size_t i = 0; i < launch.flow.steps.size(); ++i) {
    const auto& step = launch.flow.steps[i];
    const auto place = fmt::format("step {} \"{}\"", i + 1, step.title);
    for (const auto& [kind, count] : kinds) {
      const auto verdict = gate::decide(step, launch.flow, kind.first);
      if (verdict.action == Action::kRecord) continue;
      const bool runs_by_hand = kind.second && flow::effect(step) != flow::Effect::kNone;
      if (verdict.action == Action::kWait && !runs_by_hand) {
        gates.push_back({place, verdict.reason, count, kind_of(step), step.only_if.has_value()});
      }
      if (flow::is_by_hand(step) || runs_by_hand) {
        gates.push_back({place, "by hand", count, Gate::Kind::kByHand});
      }
    }
  }
  for (const auto& wave : launch.rollout.waves) {
    if (!wave.approval_after) continue;
    gates.push_back({fmt::format("after ring \"{}\"", wave.name), "approval between rings",
                     wave.count, Gate::Kind::kApproval});
  }
  return gates;
}

store::NewBatch new_batch(const PreparedLaunch& launch, Instant now, ports::Random& random) {
  const auto id = [&] { return make_id(now, {random.bits(), random.bits()}); };
  store::NewBatch batch{.id = id(), .name = launch.name, .created = now, .frozen = launch.frozen};
  for (std::size_t wave = 0; wave < launch.rollout.waves.size(); ++wave) {
    for (int i = 0; i < launch.rollout.waves[wave].count; ++i) {
      batch.waves.push_back(static_cast<int>(wave));
      batch.sessions.push_back(id());
    }
  }
  for (const auto& target : launch.gone) batch.gone.push_back({id(), target});
  return batch;
}

}  // namespace fettle::usecases
