#include "core/flow/steps/question.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "core/document/characters.hpp"
#include "core/flow/fields.hpp"

namespace fettle::flow {
namespace {

constexpr std::size_t kOptionsMin = 2;

std::vector<Question::Option> parse_options(FieldReader& fields) {
  std::vector<Question::Option> options;
  const auto* node = fields.require("options");
  if (node == nullptr) return options;
  if (!node->is_sequence() || node->items.size() < kOptionsMin) {
    fields.diagnostics().error(
        "plan.question-options", node->span,
        fmt::format("{} needs a list of at least two options", fields.subject()),
        "write `- {label: an answer, goto: title of a step}` for each");
    return options;
  }
  std::set<std::string, std::less<>> labels;
  for (const auto& item : node->items) {
    FieldReader option(item, fmt::format("an option of {}", fields.subject()),
                       fields.diagnostics());
    auto label = option.require_text("label");
    auto go_to = option.require_text("goto");
    option.refuse_unknown();
    if (!label || !go_to) continue;
    if (!labels.insert(label->value).second) {
      fields.diagnostics().error("plan.question-options", label->span,
                                 fmt::format("two options are labelled `{}`", label->value));
    }
    options.push_back({std::move(label->value), std::move(*go_to)});
  }
  return options;
}

}  // namespace

std::optional<Question> Question::parse(FieldReader& fields) {
  Question step;
  auto prompt = fields.require_text("prompt");
  step.options = parse_options(fields);
  if (!prompt) return std::nullopt;
  step.prompt = std::move(*prompt);
  return step;
}

void Question::write(FieldWriter& fields) const {
  fields.text("prompt", prompt.value);
  std::vector<document::Node> items;
  items.reserve(options.size());
  for (const auto& option : options) {
    items.push_back(document::mapping_node({{"label", document::text_node(option.label)},
                                            {"goto", document::text_node(option.go_to.value)}}));
  }
  fields.node("options", document::sequence_node(std::move(items)));
}

StepMove Question::advance(StepMemory memory, const StepEvent& event, Instant /*now*/) const {
  using enum Finish::Outcome;
  if (std::holds_alternative<Began>(event)) return {std::move(memory), {AskPerson{prompt.value}}};
  const auto* answer = std::get_if<Answered>(&event);
  if (answer == nullptr) return {std::move(memory), {}};
  if (answer->mark == Answered::Mark::kFailed) {
    return {std::move(memory), {Finish{kFailed, answer->text, {}}}};
  }
  if (answer->mark == Answered::Mark::kSkipped) {
    return {std::move(memory), {Finish{kSkipped, answer->text, {}}}};
  }
  const auto chosen = std::ranges::find(options, answer->text, &Option::label);
  if (chosen == options.end()) return {std::move(memory), {AskPerson{prompt.value}}};
  return {std::move(memory), {Finish{kCompleted, chosen->label, chosen->go_to.value}}};
}

}  // namespace fettle::flow
