// wait_until: polls a condition until it exits 0 or the time is up. A lost connection counts as
// "not yet". Changes nothing on the target.
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

struct WaitUntil {
  static constexpr std::string_view kType = "wait_until";
  static constexpr Effect kEffect = Effect::kRead;
  static constexpr bool kRequiresApproval = false;

  Located<std::string> condition;
  std::chrono::seconds timeout{0};  ///< required, at least 1
  std::chrono::seconds interval{15};

  static std::optional<WaitUntil> parse(FieldReader& fields);
  void write(FieldWriter& fields) const;
  static void visit_texts(auto& step, const auto& visit) {
    visit(step.condition.value, step.condition.span, TextKind::kShell);
  }
  StepMove advance(StepMemory memory, const StepEvent& event, Instant now) const;
  friend bool operator==(const WaitUntil&, const WaitUntil&) = default;
};
BOOST_DESCRIBE_STRUCT(WaitUntil, (), (condition, timeout, interval))

}  // namespace fettle::flow
