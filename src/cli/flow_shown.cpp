#include "cli/flow_shown.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

#include "core/engine/session.hpp"
#include "core/flow/estimate.hpp"
#include "core/flow/step_fields.hpp"
#include "core/flow/step_texts.hpp"
#include "core/rollout/strategy.hpp"
#include "usecases/flows/flow_json.hpp"

namespace fettle::cli {
namespace {

using document::Node;

using usecases::gate_of;
using usecases::texts_of;

// --- for a person -----------------------------------------------------------------------------

std::string indent(std::string_view text, std::string_view by) {
  std::string indented;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    indented += fmt::format("{}{}\n", by, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return indented;
}

/// A setting that changes nothing is not worth a person's time.
bool says_something(const Node& value) {
  constexpr std::array<std::string_view, 3> kNothing{"", "0", "false"};
  return value.is_scalar() && std::ranges::find(kNothing, value.text) == kNothing.end();
}

std::string describe_user(const flow::Become& as_whom) {
  auto text = fmt::format("become: {}", as_whom.user.value_or("the server's user"));
  if (as_whom.method) text += fmt::format(" by {}", enum_name(*as_whom.method));
  return text;
}

/// How its shell text is read, where that is not what a reader takes for granted.
void describe_scripts(const flow::Step& step, const flow::Flow& flow,
                      std::vector<std::string>& settings) {
  if (effect(step) == flow::Effect::kNone) return;
  const auto rules = rules_of(step, flow.scripts);
  if (rules.shell != flow::Shell::kSh) {
    settings.push_back(fmt::format("shell: {}", enum_name(rules.shell)));
  }
  if (!has_long_script(step)) return;
  settings.emplace_back(stops_early(step, flow.scripts) ? "stops at the first line that fails"
                                                        : "goes on after a line that fails");
}

std::string settings_of(const flow::Step& step, const flow::Flow& flow,
                        const std::vector<std::string>& texts) {
  constexpr std::array<std::string_view, 7> kSaidOtherwise{
      "type", "requires_approval", "only_if", "shell", "fail_fast", "become", "secrets"};
  std::vector<std::string> settings;
  const auto node = step_node(step, flow::Defaults::kWritten);
  for (const auto& [key, span, value] : node.entries) {
    const bool said = std::ranges::find(kSaidOtherwise, key) != kSaidOtherwise.end() ||
                      std::ranges::find(texts, value.text) != texts.end() ||
                      (key == "retry_delay" && step.retries == 0);
    if (!said && says_something(value)) settings.push_back(fmt::format("{}: {}", key, value.text));
  }
  if (step.become) {
    settings.push_back(step.as_whom ? describe_user(*step.as_whom)
                                    : fmt::format("become: {}", *step.become));
  }
  describe_scripts(step, flow, settings);
  if (!step.secrets.empty()) {
    settings.push_back(fmt::format("secrets: {}", fmt::join(step.secrets, ", ")));
  }
  return settings.empty() ? "" : fmt::format("     {}\n", fmt::join(settings, ", "));
}

std::string describe_step(const flow::Step& step, const flow::Flow& flow, int number) {
  const auto gate = gate_of(step, flow);
  std::string when = "runs at once";
  if (gate.word == "waits") when = "waits for a person";
  if (gate.word == "by hand") when = "is done by a person";
  if (step.only_if) when = "asks only_if, then " + when;
  const auto texts = texts_of(step);
  auto text = fmt::format("  {}. {}\n     {}; {} ({})\n{}", number, step.title,
                          flow::type_name(step), when, gate.reason, settings_of(step, flow, texts));
  if (step.only_if) {
    text += "     skipped where this exits with 1:\n" + indent(step.only_if->value, "       ? ");
  }
  for (const auto& line : texts) text += indent(line, "       | ");
  return text;
}

std::string describe_variable(const flow::Variable& variable) {
  auto text = fmt::format("  {}: {}", variable.name.value, enum_name(variable.type));
  if (variable.default_value) {
    text += fmt::format(", default \"{}\"", *variable.default_value);
  } else {
    text += variable.required ? ", required" : ", optional";
  }
  if (variable.per == flow::Variable::Per::kTarget) text += ", per target";
  if (!variable.options.empty()) {
    text += fmt::format(", one of {}", fmt::join(variable.options, ", "));
  }
  if (!variable.help.empty()) text += fmt::format(" ({})", variable.help);
  return text + '\n';
}

std::string describe_ring(const flow::Ring& ring, std::size_t number, bool last, bool checked) {
  auto text = fmt::format("  {}. {}: {} {} % of the targets\n", number, ring.name,
                          number == 1 ? "the first" : "up to", ring.percent);
  if (last) return text;  // nothing follows the last
  if (ring.soak.count() > 0) {
    text += fmt::format("     then soaks for {}\n", fettle::describe(ring.soak));
  }
  if (checked) text += "     then its validate steps are run again\n";
  if (ring.approval_between) text += "     then a person approves the next\n";
  return text;
}

std::string describe_limits(const flow::Strategy& strategy) {
  std::string limit = "goes on whatever fails";
  if (const auto& most = strategy.max_failures) {
    limit = fmt::format("halts after more than {}{} failed", most->value,
                        most->percent ? " % of the targets" : "");
  }
  const auto most = strategy.kind == flow::StrategyKind::kRolling
                        ? std::string()
                        : fmt::format("at most {} at a time; ", *strategy.max_concurrency);
  return fmt::format("  {}{}\n", most, limit);
}

}  // namespace

std::string describe_front(const flow::Flow& flow) {
  std::vector<std::string> facts;
  if (!flow.subject.empty()) facts.push_back("subject " + flow.subject);
  facts.push_back(fmt::format("risk {}", enum_name(flow.risk)));
  facts.push_back(fmt::format("strategy {}", enum_name(flow.strategy.kind)));
  if (const auto estimate = flow::estimate(flow); estimate.count() > 0) {
    facts.push_back(fmt::format("some {} a target", fettle::describe(estimate)));
  }
  if (flow.on_failure == flow::OnFailure::kRollback) facts.emplace_back("rolls back by itself");
  if (flow.scripts.shell != flow::Shell::kSh) {
    facts.push_back(fmt::format("shell {}", enum_name(flow.scripts.shell)));
  }
  auto text = fmt::format("{}\n  {}\n", flow.name, fmt::join(facts, ", "));
  if (!flow.snapshot_dimensions.empty()) {
    std::vector<std::string_view> names;
    for (const auto dimension : flow.snapshot_dimensions) names.push_back(enum_name(dimension));
    text += fmt::format("  snapshots before and after: {}\n", fmt::join(names, ", "));
  }
  if (!flow.tags.empty()) text += fmt::format("  tags: {}\n", fmt::join(flow.tags, ", "));
  if (flow.target_selector) {
    text += fmt::format("  meant for: {}\n", describe(*flow.target_selector));
  }
  if (flow.variables.empty()) return text;
  text += "\nVariables\n";
  for (const auto& variable : flow.variables) text += describe_variable(variable);
  return text;
}

std::string describe_strategy(const flow::Flow& flow) {
  using enum flow::StrategyKind;
  const auto strategy = rollout::with_defaults(flow.strategy);
  std::string text;
  if (strategy.kind == kRolling) text = "  one target after the other\n";
  if (strategy.kind == kParallel) text = "  all targets at once\n";
  if (strategy.kind == kParallelBatched) {
    text = fmt::format("  batches of {}; the next starts when the last has finished\n",
                       strategy.batch_size);
  }
  for (std::size_t i = 0; i < strategy.rings.size(); ++i) {
    text += describe_ring(strategy.rings[i], i + 1, i + 1 == strategy.rings.size(),
                          engine::has_checks(flow));
  }
  return "\nWho goes when\n" + text + describe_limits(strategy);
}

std::string describe_steps(const flow::Flow& flow, const std::vector<flow::Step>& steps,
                           std::string_view heading) {
  if (steps.empty()) return {};
  auto text = fmt::format("{}\n", heading);
  int number = 0;
  for (const auto& step : steps) text += describe_step(step, flow, ++number);
  return text;
}

}  // namespace fettle::cli
