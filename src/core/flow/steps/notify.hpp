// notify: sends a message, once per batch unless `per: target`. A delivery that fails never
// fails the run.
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

struct Notify {
  static constexpr std::string_view kType = "notify";
  static constexpr Effect kEffect = Effect::kNone;
  static constexpr bool kRequiresApproval = false;

  Located<std::string> message;
  std::string channel;            ///< empty: every channel
  std::string severity = "info";  ///< "info", "warning" or "error"
  bool per_target = false;

  static std::optional<Notify> parse(FieldReader& fields);
  void write(FieldWriter& fields) const;
  static void visit_texts(auto& step, const auto& visit) {
    visit(step.message.value, step.message.span, TextKind::kPlain);
  }
  StepMove advance(StepMemory memory, const StepEvent& event, Instant now) const;
  friend bool operator==(const Notify&, const Notify&) = default;
};
BOOST_DESCRIBE_STRUCT(Notify, (), (message, channel, severity, per_target))

}  // namespace fettle::flow
