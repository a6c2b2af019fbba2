#include "core/flow/steps/task.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "core/document/characters.hpp"
#include "core/flow/fields.hpp"

namespace fettle::flow {
namespace {

std::optional<Task::Verification> parse_verification(FieldReader& fields) {
  const auto* node = fields.find("verification");
  if (node == nullptr) return std::nullopt;
  FieldReader reader(*node, fmt::format("`verification` of {}", fields.subject()),
                     fields.diagnostics());
  Task::Verification verification;
  auto prompt = reader.require_text("prompt");
  verification.type = reader.choice<Task::Verification::Type>("type").value_or(verification.type);
  reader.refuse_unknown();
  if (prompt) verification.prompt = std::move(prompt->value);
  return verification;
}

std::vector<Task::Fallback> parse_fallback(FieldReader& fields) {
  std::vector<Task::Fallback> tasks;
  const auto* node = fields.find("fallback");
  if (node == nullptr) return tasks;
  if (!node->is_sequence()) {
    fields.diagnostics().error("plan.wrong-type", node->span,
                               fmt::format("`fallback` of {} must be a list", fields.subject()));
  }
  for (const auto& item : node->items) {
    FieldReader reader(item, fmt::format("`fallback` of {}", fields.subject()),
                       fields.diagnostics());
    Task::Fallback task;
    auto title = reader.require_text("title");
    task.kind = reader.choice<Task::Kind>("kind").value_or(task.kind);
    task.instructions = reader.text_or("instructions", {});
    reader.refuse("fallback", "has one level only");
    reader.refuse_unknown();
    if (title) task.title = std::move(title->value);
    tasks.push_back(std::move(task));
  }
  return tasks;
}

document::Node to_node(const Task::Fallback& task, Defaults defaults) {
  FieldWriter fields(defaults);
  fields.text("title", task.title);
  fields.text_unless("kind", enum_name(task.kind), enum_name(Task::Fallback{}.kind));
  fields.text_unless("instructions", task.instructions, {});
  return std::move(fields).take();
}

document::Node to_node(const Task::Verification& verification, Defaults defaults) {
  FieldWriter fields(defaults);
  fields.text("prompt", verification.prompt);
  fields.text_unless("type", enum_name(verification.type), enum_name(Task::Verification{}.type));
  return std::move(fields).take();
}

}  // namespace

std::optional<Task> Task::parse(FieldReader& fields) {
  Task step;
  step.activity = fields.choice<Kind>("kind").value_or(step.activity);
  if (const auto minutes = fields.integer("estimated_minutes", {0, kMinutesMax})) {
    step.estimated = std::chrono::minutes(*minutes);
  }
  step.expected_outcome = fields.text("expected_outcome").value_or(Located<std::string>());
  step.verification = parse_verification(fields);
  step.checklist = fields.texts("checklist");
  step.reference_url = fields.text_or("reference_url", {});
  step.fallback = parse_fallback(fields);
  return step;
}

void Task::write(FieldWriter& fields) const {
  fields.text_unless("kind", enum_name(activity), enum_name(Kind::kAction));
  if (estimated) fields.node("estimated_minutes", document::integer_node(estimated->count()));
  fields.text_unless("expected_outcome", expected_outcome.value, {});
  if (verification) fields.node("verification", to_node(*verification, fields.defaults()));
  fields.texts("checklist", checklist);
  fields.text_unless("reference_url", reference_url, {});
  std::vector<document::Node> tasks;
  for (const auto& task : fallback) tasks.push_back(to_node(task, fields.defaults()));
  fields.node("fallback", document::sequence_node(std::move(tasks)));
}

StepMove Task::advance(StepMemory memory, const StepEvent& event, Instant /*now*/) const {
  const auto ask = AskPerson{verification ? verification->prompt : expected_outcome.value};
  if (std::holds_alternative<Began>(event)) return {std::move(memory), {ask}};
  const auto* answer = std::get_if<Answered>(&event);
  if (answer == nullptr) return {std::move(memory), {}};
  const bool needs_text =
      verification && verification->type == Verification::Type::kTextInput &&
      (answer->mark == Answered::Mark::kDone || answer->mark == Answered::Mark::kDoneWithIssues);
  if (needs_text && document::trim(answer->text).empty()) return {std::move(memory), {ask}};
  return {std::move(memory), {finish_of(*answer)}};
}

}  // namespace fettle::flow
