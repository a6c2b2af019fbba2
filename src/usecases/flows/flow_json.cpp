#include "usecases/flows/flow_json.hpp"

#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "core/document/yaml_json.hpp"
#include "core/document/yaml_write.hpp"
#include "core/flow/flow_variables.hpp"
#include "core/flow/front_fields.hpp"
#include "core/flow/step_fields.hpp"
#include "core/flow/step_texts.hpp"
#include "core/flow/variable_fields.hpp"
#include "core/gate/decide.hpp"
#include "core/rollout/strategy.hpp"

namespace fettle::usecases {
namespace {

using document::Node;

void append(Node& mapping, Node more) {
  for (auto& entry : more.entries) mapping.entries.push_back(std::move(entry));
}

/// With what the plan says of it where it says nothing itself.
flow::Step with_plans_rules(flow::Step step, const flow::Flow& flow) {
  if (effect(step) == flow::Effect::kNone) return step;
  const auto rules = rules_of(step, flow.scripts);
  step.shell = rules.shell;
  if (effect(step) == flow::Effect::kChange) step.fail_fast = rules.fail_fast;
  return step;
}

Node numbered(const flow::Step& step, const flow::Flow& flow, std::int64_t number) {
  const auto gate = gate_of(step, flow);
  auto shown = document::mapping_node({{"number", document::integer_node(number)},
                                       {"title", document::text_node(step.title)},
                                       {"prose", document::text_node(step.prose)},
                                       {"gate", document::text_node(gate.word)},
                                       {"gate_reason", document::text_node(gate.reason)}});
  append(shown, step_node(with_plans_rules(step, flow), flow::Defaults::kWritten));
  if (auto script = script_of(step); !script.empty()) {
    append(shown, document::mapping_node({{"script", document::text_node(script)}}));
  }
  return shown;
}

Node numbered(const std::vector<flow::Step>& steps, const flow::Flow& flow) {
  std::vector<Node> nodes;
  for (const auto& step : steps) {
    nodes.push_back(numbered(step, flow, static_cast<std::int64_t>(nodes.size()) + 1));
  }
  return document::sequence_node(std::move(nodes));
}

Node steps_node(const flow::Flow& flow) {
  return document::mapping_node(
      {{"steps", numbered(flow.steps, flow)}, {"rollback", numbered(flow.rollback, flow)}});
}

Node explicit_front(const flow::Flow& flow) {
  auto explicit_flow = flow;
  explicit_flow.strategy = rollout::with_defaults(flow.strategy);
  return front_node(explicit_flow, flow::Defaults::kWritten);
}

}  // namespace

ShownGate gate_of(const flow::Step& step, const flow::Flow& flow) {
  auto verdict = gate::decide(step, flow, fleet::Mode::kLive);
  if (verdict.action == gate::Verdict::Action::kWait) return {"waits", std::move(verdict.reason)};
  return {flow::is_by_hand(step) ? "by hand" : "runs", std::move(verdict.reason)};
}

std::string script_of(const flow::Step& step) {
  const auto* recipe = std::get_if<flow::Recipe>(&step.body);
  return recipe != nullptr && recipe->resolved ? recipe->resolved->script : std::string();
}

JsonText flow_json(const flow::Flow& flow) {
  auto shown = document::mapping_node({{"name", document::text_node(flow.name)},
                                       {"description", document::text_node(flow.description)}});
  append(shown, explicit_front(flow));
  append(shown, steps_node(flow));
  return document::to_json(shown);
}

JsonText steps_json(const flow::Flow& flow) { return document::to_json(steps_node(flow)); }

JsonText front_json(const flow::Flow& flow) { return document::to_json(explicit_front(flow)); }

JsonText intake_form_json(const flow::Flow& flow) {
  auto declared = to_node(flow::effective_variables(flow), flow::Defaults::kWritten);
  std::vector<Node> fields;
  for (auto& [name, span, value] : declared.entries) {
    auto field = document::mapping_node({{"name", document::text_node(name)}});
    append(field, std::move(value));
    fields.push_back(std::move(field));
  }
  return document::to_json(document::sequence_node(std::move(fields)));
}

std::vector<std::string> texts_of(const flow::Step& step) {
  std::vector<std::string> texts;
  const auto* only_if = step.only_if ? &step.only_if->value : nullptr;
  flow::read_texts(step, [&](const std::string& text, Span, flow::TextKind) {
    if (!text.empty() && &text != only_if) texts.push_back(text);
  });
  if (auto script = script_of(step); !script.empty()) texts.push_back(std::move(script));
  if (const auto* question = std::get_if<flow::Question>(&step.body)) {
    for (const auto& option : question->options) {
      texts.push_back(fmt::format("{} -> {}", option.label, option.go_to.value));
    }
  }
  return texts;
}

}  // namespace fettle::usecases
