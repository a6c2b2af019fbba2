#include "core/flow/step.hpp"

#include <utility>

namespace fettle::flow {

bool operator==(const Step& a, const Step& b) {
  return a.title == b.title && a.prose == b.prose && a.requires_approval == b.requires_approval &&
         a.retries == b.retries && a.retry_delay == b.retry_delay &&
         a.continue_on_error == b.continue_on_error && a.idempotent == b.idempotent &&
         a.become == b.become && a.secrets == b.secrets && a.expect_reboot == b.expect_reboot &&
         a.body == b.body;
}

std::string_view type_name(const Step& step) {
  return std::visit([](const auto& body) { return body.kType; }, step.body);
}

Effect effect(const Step& step) {
  return std::visit([](const auto& body) { return body.kEffect; }, step.body);
}

bool default_requires_approval(const Step& step) {
  return std::visit([](const auto& body) { return body.kRequiresApproval; }, step.body);
}

bool is_by_hand(const Step& step) {
  return std::holds_alternative<Task>(step.body) || std::holds_alternative<Question>(step.body);
}

std::string_view recipe_slug(const Step& step) {
  if (const auto* recipe = std::get_if<Recipe>(&step.body)) return recipe->slug.value;
  if (const auto* tool = std::get_if<CustomTool>(&step.body)) return tool->recipe_slug;
  return {};
}

StepMove advance(const Step& step, StepMemory memory, const StepEvent& event, Instant now) {
  auto move = std::visit(
      [&](const auto& body) { return body.advance(std::move(memory), event, now); }, step.body);
  for (auto& ask : move.asks) {
    auto* run = std::get_if<Run>(&ask);
    if (run != nullptr && run->command.access == Access::kChange) {
      run->command.expect_reboot = step.expect_reboot;
    }
  }
  return move;
}

}  // namespace fettle::flow
