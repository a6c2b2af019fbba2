// human_gate: waits for a person's Continue; nothing can pre-approve it. The waiting itself is
// done by the gate before the step (core/gate), so the step has nothing left to do.
#pragma once

#include <boost/describe/class.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/span.hpp"
#include "core/flow/step_machine.hpp"
#include "core/flow/steps/common.hpp"

namespace fettle::flow {

class FieldReader;
class FieldWriter;

struct HumanGate {
  static constexpr std::string_view kType = "human_gate";
  static constexpr Effect kEffect = Effect::kNone;
  static constexpr bool kRequiresApproval = true;

  Located<std::string> message;  ///< may be empty

  static std::optional<HumanGate> parse(FieldReader& fields);
  void write(FieldWriter& fields) const;
  static void visit_texts(auto& step, const auto& visit) {
    visit(step.message.value, step.message.span, TextKind::kPlain);
  }
  static StepMove advance(StepMemory memory, const StepEvent& event, Instant now);
  friend bool operator==(const HumanGate&, const HumanGate&) = default;
};
BOOST_DESCRIBE_STRUCT(HumanGate, (), (message))

}  // namespace fettle::flow
