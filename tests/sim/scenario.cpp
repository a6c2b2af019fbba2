#include "tests/sim/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <climits>

namespace fettle::sim {
namespace {

std::string yaml(const PlannedStep& step, int index) {
  const auto common = fmt::format(
      "{}{}{}{}{}{}", step.retries > 0 ? fmt::format("retries: {}\n", step.retries) : "",
      step.idempotent ? "idempotent: true\n" : "",
      step.continue_on_error ? "continue_on_error: true\n" : "",
      step.reboots ? "expect_reboot: true\n" : "", step.become ? "become: true\n" : "",
      step.only_if ? fmt::format("only_if: needed {}\n", index) : "");
  const auto approval = fmt::format("requires_approval: {}\n", step.needs_approval);
  switch (step.action) {
    case Action::kValidate:
      return fmt::format(
          "type: validate\n{}{}timeout: 30\nchecks:\n  - \"check {} a\"\n  - \"check {} b\"\n",
          approval, common, index, index);
    case Action::kChange:
      return fmt::format(
          "type: custom_tool\n{}{}timeout: 60\ncommand: \"change {} {{{{ word }}}} {{{{ spot "
          "}}}}\"\n",
          approval, common, index);
    case Action::kWait:
      return fmt::format("type: wait\n{}seconds: {}\n", approval, 5 + index);
    case Action::kWaitUntil:
      return fmt::format(
          "type: wait_until\n{}{}condition: \"ready {}\"\ntimeout_seconds: 200\ninterval_seconds: "
          "10\n",
          approval, common, index);
    case Action::kNotify:
      return fmt::format("type: notify\n{}message: step {}\n", approval, index);
    case Action::kGate:
      return "type: human_gate\nmessage: look first\n";
  }
  return {};
}

PlannedStep make_step(Dice& dice) {
  PlannedStep step;
  const int roll = dice.between(1, 100);
  step.action = roll <= 45   ? Action::kChange
                : roll <= 70 ? Action::kValidate
                : roll <= 78 ? Action::kWait
                : roll <= 90 ? Action::kWaitUntil
                : roll <= 95 ? Action::kNotify
                             : Action::kGate;
  step.needs_approval = step.action == Action::kGate || dice.percent(10);
  const bool runs = step.action == Action::kValidate || step.action == Action::kChange ||
                    step.action == Action::kWaitUntil;
  if (!runs) return step;
  if (dice.percent(25)) step.retries = dice.between(1, 2);
  step.continue_on_error = dice.percent(8);
  step.only_if = dice.percent(20);
  if (step.action != Action::kChange) return step;
  step.idempotent = dice.percent(15);
  step.reboots = dice.percent(8);
  step.become = dice.percent(20);
  return step;
}

/// Cumulative percentages, rounded up, at least one new target a ring (docs/reference/plan.md).
void add_rings(Scenario& scenario, Dice& dice, std::string& front) {
  front += "strategy: rings\nstrategy_config:\n  rings:\n";
  int percent = 0;
  int first = 0;
  const int rings = dice.between(1, 4);
  for (int i = 0; i < rings; ++i) {
    percent = i + 1 == rings ? 100 : dice.between(percent + 1, 99 - (rings - i - 1));
    const int soak = dice.between(0, 2) * 10;
    const bool approval = dice.percent(30);
    front += fmt::format(
        "    - name: ring{}\n      percent: {}\n      soak_minutes: {}\n"
        "      approval_between: {}\n",
        i, percent, soak, approval);
    const int end =
        std::min(scenario.targets, std::max((scenario.targets * percent + 99) / 100, first + 1));
    if (end == first) continue;
    scenario.waves.push_back(
        {first, end - first, end - first, std::chrono::minutes(soak), true, approval});
    first = end;
  }
  scenario.waves.back() = {.first = scenario.waves.back().first,
                           .count = scenario.waves.back().count,
                           .parallelism = scenario.waves.back().count};
}

/// The front matter of a strategy, and what it must mean.
std::string choose_strategy(Scenario& scenario, Dice& dice) {
  std::string front;
  const int n = scenario.targets;
  const int roll = dice.between(1, 100);
  if (roll <= 20) {
    front = "strategy: rolling\nstrategy_config:\n";
    scenario.waves = {{0, n, 1}};
  } else if (roll <= 35) {
    front = "strategy: parallel\nstrategy_config:\n";
    scenario.waves = {{0, n, n}};
    scenario.max_failures = INT_MAX;
  } else if (roll <= 55) {
    const int size = dice.between(1, 6);
    front = fmt::format("strategy: parallel_batched\nstrategy_config:\n  batch_size: {}\n", size);
    for (int first = 0; first < n; first += size) {
      const int count = std::min(size, n - first);
      scenario.waves.push_back({first, count, count});
    }
  } else {
    add_rings(scenario, dice, front);
  }
  if (dice.percent(30)) {
    scenario.max_failures = dice.between(0, 3);
    front += fmt::format("  max_failures: {}\n", scenario.max_failures);
  } else if (dice.percent(20)) {
    const int percent = dice.between(0, 40);
    scenario.max_failures = n * percent / 100;
    front += fmt::format("  max_failures: {}%\n", percent);
  }
  const int cap = dice.percent(30) ? dice.between(1, 5) : 64;
  front += fmt::format("  max_concurrency: {}\n", cap);
  for (auto& wave : scenario.waves) wave.parallelism = std::min(wave.parallelism, cap);
  return front;
}

std::string document_of(const std::vector<PlannedStep>& steps, int first) {
  std::string text;
  for (int i = 0; i < static_cast<int>(steps.size()); ++i) {
    text += fmt::format("\n### Step {}: number {}\n\n```yaml\n{}```\n", i + 1, first + i,
                        yaml(steps[static_cast<std::size_t>(i)], first + i));
  }
  return text;
}

/// The front matter and the section of a rollback, in a quarter of all plans.
std::string add_rollback(Scenario& scenario, Dice& dice, std::string& front) {
  if (!dice.percent(25)) return {};
  if (dice.percent(60)) front += "on_failure: rollback\n";
  for (int i = 0, steps = dice.between(1, 2); i < steps; ++i) {
    auto step = make_step(dice);
    while (step.action != Action::kChange && step.action != Action::kValidate) {
      step = make_step(dice);
    }
    scenario.rollback.push_back(step);
  }
  return "\n## Rollback\n" + document_of(scenario.rollback, kRollbackFrom);
}

void add_targets(Scenario& scenario, Dice& dice) {
  const bool mixed = dice.percent(15);
  for (int i = 0; i < scenario.targets; ++i) {
    fleet::Server server{.name = fmt::format("host{}", i)};
    server.variables = {{"spot", fmt::format("spot{}", i)}};
    if (mixed && dice.percent(15)) server.mode = fleet::Mode::kAudit;
    if (mixed && dice.percent(15)) server.mode = fleet::Mode::kShadow;
    if (scenario.rules.budget > 0 && i % 2 == 0) server.role = "db";
    scenario.modes.push_back(server.mode);
    scenario.frozen.targets.push_back({server.name, server});
  }
}

void add_people(Scenario& scenario, Dice& dice) {
  scenario.rejecting = dice.percent(30) ? dice.between(0, 40) : 0;
  scenario.cancelling = dice.percent(10) ? 30 : 0;
  scenario.pausing = dice.percent(20) ? 30 : 0;
  scenario.patient = dice.percent(70);
  scenario.away = dice.percent(8);
  scenario.nervous = dice.percent(20);
}

Faults make_faults(Dice& dice) {
  Faults faults;
  if (dice.percent(20)) return faults;
  faults.unreachable = dice.between(0, 15);
  faults.cut = dice.between(0, 25);
  faults.reply_lost = dice.between(0, 25);
  faults.failing = dice.between(0, 12);
  faults.slow = dice.between(0, 5);
  faults.receipts_lost = dice.between(0, 3);
  faults.deaths = dice.between(0, 8);
  faults.clock_jumps = dice.between(0, 3);
  faults.pauses = dice.between(0, 4);
  return faults;
}

/// By dice of their own, so that seeds without rules are what they were before there were any.
PlannedRules make_rules(std::uint64_t seed) {
  Dice dice(seed * 0xD6E8'FEB8'6659'FD93ULL + 7);
  PlannedRules rules;
  if (!dice.percent(12)) return rules;
  rules.any = true;
  if (dice.percent(60)) {
    rules.window_opens = dice.between(0, 59);
    rules.window_minutes = dice.between(15, 50);
    rules.needs_minutes = dice.percent(50) ? dice.between(1, 10) : 0;
  }
  if (dice.percent(40)) {
    rules.freeze_begins = std::chrono::minutes(dice.between(0, 60));
    rules.freeze_ends = rules.freeze_begins + std::chrono::minutes(dice.between(1, 120));
  }
  if (dice.percent(60)) rules.budget = dice.between(1, 3);
  rules.override = dice.percent(20);
  return rules;
}

/// By dice of its own, as the rules are.
bool loses_one(std::uint64_t seed) {
  return Dice(seed * 0xA076'1D64'78BD'642FULL + 11).percent(20);
}

}  // namespace

const PlannedStep& Scenario::step(int index) const {
  return index >= kRollbackFrom ? rollback.at(static_cast<std::size_t>(index - kRollbackFrom))
                                : steps.at(static_cast<std::size_t>(index));
}

bool Scenario::needs_approval(int index, int position) const {
  const bool shadow = modes.at(static_cast<std::size_t>(position)) == fleet::Mode::kShadow;
  const auto& planned = step(index);
  return planned.needs_approval || (shadow && planned.action == Action::kChange);
}

std::string Scenario::script(int index, int position) const {
  return fmt::format("change {} 'two words' spot{}", index, position);
}

Scenario make_scenario(std::uint64_t seed) {
  Dice dice(seed * 0x2545'F491'4F6C'DD1DULL + 1);
  Scenario scenario;
  scenario.seed = seed;
  scenario.targets = dice.percent(20) ? dice.between(1, 3) : dice.between(4, 24);
  auto front = choose_strategy(scenario, dice);
  for (int i = 0, steps = dice.between(1, 6); i < steps; ++i) {
    scenario.steps.push_back(make_step(dice));
  }
  const auto rollback = add_rollback(scenario, dice, front);
  scenario.rules = make_rules(seed);
  if (scenario.rules.needs_minutes > 0) {
    front += fmt::format("estimated_minutes: {}\n", scenario.rules.needs_minutes);
  }
  if (dice.percent(15)) front += "snapshot_dimensions: [kernel]\n";
  const bool has_checks = std::ranges::any_of(
      scenario.steps, [](const auto& step) { return step.action == Action::kValidate; });
  for (auto& wave : scenario.waves) wave.recheck = wave.recheck && has_checks;
  scenario.frozen.markdown =
      "---\nsubject: simulation\nrisk_level: low\n" + front +
      "variables:\n  word: {}\n  spot:\n    per: target\n---\n\n# Simulated\n\n## Steps\n" +
      document_of(scenario.steps, 0) + rollback;
  scenario.frozen.variables = {{"word", "two words"}};
  add_targets(scenario, dice);
  scenario.faults = make_faults(dice);
  add_people(scenario, dice);
  scenario.lost_one = loses_one(seed);
  return scenario;
}

}  // namespace fettle::sim
