// validate: checks that must all pass. Every check runs, in order, also after one failed, so
// that the result names each. Changes nothing on the target.
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

struct Validate {
  static constexpr std::string_view kType = "validate";
  static constexpr Effect kEffect = Effect::kRead;
  static constexpr bool kRequiresApproval = false;

  std::vector<Located<std::string>> checks;  ///< at least one
  std::chrono::seconds timeout{60};          ///< per check

  static std::optional<Validate> parse(FieldReader& fields);
  void write(FieldWriter& fields) const;
  static void visit_texts(auto& step, const auto& visit) {
    for (auto& check : step.checks) visit(check.value, check.span, TextKind::kShell);
  }
  StepMove advance(StepMemory memory, const StepEvent& event, Instant now) const;
  friend bool operator==(const Validate&, const Validate&) = default;
};
BOOST_DESCRIBE_STRUCT(Validate, (), (checks, timeout))

}  // namespace fettle::flow
