#include "core/flow/steps/wait.hpp"

#include <utility>
#include <variant>

#include "core/flow/fields.hpp"

namespace fettle::flow {

std::optional<Wait> Wait::parse(FieldReader& fields) {
  if (fields.require("seconds") == nullptr) return std::nullopt;
  return Wait{fields.seconds_or("seconds", std::chrono::seconds(1))};
}

void Wait::write(FieldWriter& fields) const {
  fields.node("seconds", document::integer_node(seconds.count()));
}

StepMove Wait::advance(StepMemory memory, const StepEvent& event, Instant now) const {
  const bool began = std::holds_alternative<Began>(event);
  if (!began && !std::holds_alternative<TimerDue>(event)) return {std::move(memory), {}};
  if (memory.deadline == Instant()) memory.deadline = now + seconds;
  const auto deadline = memory.deadline;
  if (now >= deadline) return {std::move(memory), {Finish{}}};
  return {std::move(memory), {WakeAt{deadline}}};
}

}  // namespace fettle::flow
