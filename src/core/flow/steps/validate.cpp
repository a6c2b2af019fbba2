#include "core/flow/steps/validate.hpp"

#include <fmt/format.h>

#include <span>
#include <utility>
#include <variant>

#include "core/document/characters.hpp"
#include "core/flow/fields.hpp"
#include "core/flow/steps/run_once.hpp"

namespace fettle::flow {
namespace {

constexpr std::size_t kShownMax = 100;

/// The check's first line, so that a message stays readable.
std::string_view shown(std::string_view check) {
  check = document::trim(check);
  return check.substr(0, std::min(check.find('\n'), kShownMax));
}

Finish judge(const std::vector<CheckResult>& checks) {
  std::string message;
  for (const auto& [check, result] : checks) {
    const auto failure = describe_failure(result);
    if (failure.empty()) continue;
    if (!message.empty()) message += "; ";
    message += fmt::format("check `{}`: {}", shown(check), failure);
  }
  if (message.empty()) return {};
  return {Finish::Outcome::kFailed, std::move(message), {}};
}

}  // namespace

std::optional<Validate> Validate::parse(FieldReader& fields) {
  Validate step;
  const auto* node = fields.require("checks");
  step.checks = fields.texts("checks");
  step.timeout = fields.seconds_or("timeout", step.timeout);
  if (node == nullptr) return std::nullopt;
  if (node->is_sequence() && node->items.empty()) {
    fields.diagnostics().error("plan.missing-key", node->span,
                               fmt::format("{} needs at least one check", fields.subject()),
                               "list a command that fails when something is wrong");
  }
  for (const auto& check : step.checks) {
    if (!document::trim(check.value).empty()) continue;
    fields.diagnostics().error("plan.missing-key", check.span, "a check must not be blank");
  }
  return step;
}

void Validate::write(FieldWriter& fields) const {
  fields.texts("checks", checks);
  fields.integer_unless("timeout", timeout.count(), Validate{}.timeout.count());
}

StepMove Validate::advance(StepMemory memory, const StepEvent& event, Instant /*now*/) const {
  if (const auto* ended = std::get_if<CommandEnded>(&event)) {
    if (memory.checks.size() >= checks.size()) return {std::move(memory), {}};
    memory.checks.push_back({checks[memory.checks.size()].value, ended->result});
  } else if (!std::holds_alternative<Began>(event)) {
    return {std::move(memory), {}};
  }
  if (memory.checks.size() >= checks.size()) {
    auto finish = judge(memory.checks);
    return {std::move(memory), {std::move(finish)}};
  }
  const auto rest = std::span(checks).subspan(memory.checks.size());
  Command command{rest.front().value, Access::kRead, timeout};
  for (const auto& check : rest.subspan(1)) command.following.push_back(check.value);
  return {std::move(memory), {Run{std::move(command)}}};
}

}  // namespace fettle::flow
