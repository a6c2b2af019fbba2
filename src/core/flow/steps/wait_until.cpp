#include "core/flow/steps/wait_until.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "core/flow/fields.hpp"
#include "core/flow/steps/run_once.hpp"

namespace fettle::flow {
namespace {

StepMove give_up(StepMemory memory, const std::string& last, std::chrono::seconds timeout) {
  auto message = fmt::format("the condition did not hold within {} s", timeout.count());
  if (!last.empty()) message += fmt::format("; the last poll: {}", last);
  return {std::move(memory), {Finish{Finish::Outcome::kTimedOut, std::move(message), {}}}};
}

}  // namespace

std::optional<WaitUntil> WaitUntil::parse(FieldReader& fields) {
  WaitUntil step;
  auto condition = fields.require_text("condition");
  const bool has_timeout = fields.require("timeout_seconds") != nullptr;
  step.timeout = fields.seconds_or("timeout_seconds", std::chrono::seconds(1));
  step.interval = fields.seconds_or("interval_seconds", step.interval);
  if (!condition || !has_timeout) return std::nullopt;
  step.condition = std::move(*condition);
  return step;
}

void WaitUntil::write(FieldWriter& fields) const {
  fields.text("condition", condition.value);
  fields.node("timeout_seconds", document::integer_node(timeout.count()));
  fields.integer_unless("interval_seconds", interval.count(), WaitUntil{}.interval.count());
}

StepMove WaitUntil::advance(StepMemory memory, const StepEvent& event, Instant now) const {
  if (memory.deadline == Instant()) memory.deadline = now + timeout;
  if (const auto* ended = std::get_if<CommandEnded>(&event)) {
    if (ended->result.succeeded()) return {std::move(memory), {Finish{}}};
    const auto next = now + interval;
    if (next < memory.deadline) return {std::move(memory), {WakeAt{next}}};
    return give_up(std::move(memory), describe_failure(ended->result), timeout);
  }
  if (std::holds_alternative<Answered>(event)) return {std::move(memory), {}};
  // Whole seconds that are left, so that no poll outlives the step.
  const auto left = std::chrono::floor<std::chrono::seconds>(memory.deadline - now);
  if (left < std::chrono::seconds(1)) return give_up(std::move(memory), {}, timeout);
  Command poll{.script = condition.value, .timeout = left};
  poll.reach_timeout = {};  // reaching the target is part of what is waited for
  return {std::move(memory), {Run{std::move(poll)}}};
}

}  // namespace fettle::flow
