#include "core/flow/steps/human_gate.hpp"

#include <utility>
#include <variant>

#include "core/flow/fields.hpp"

namespace fettle::flow {

std::optional<HumanGate> HumanGate::parse(FieldReader& fields) {
  return HumanGate{fields.text("message").value_or(Located<std::string>())};
}

void HumanGate::write(FieldWriter& fields) const {
  fields.text_unless("message", message.value, {});
}

StepMove HumanGate::advance(StepMemory memory, const StepEvent& event, Instant /*now*/) {
  if (!std::holds_alternative<Began>(event)) return {std::move(memory), {}};
  return {std::move(memory), {Finish{}}};
}

}  // namespace fettle::flow
