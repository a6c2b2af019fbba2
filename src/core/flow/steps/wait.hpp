// wait: sleeps. The instant at which it ends is stored, so it survives a restart of Fettle.
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

struct Wait {
  static constexpr std::string_view kType = "wait";
  static constexpr Effect kEffect = Effect::kNone;
  static constexpr bool kRequiresApproval = false;

  std::chrono::seconds seconds{0};  ///< required, at least 1

  static std::optional<Wait> parse(FieldReader& fields);
  void write(FieldWriter& fields) const;
  static void visit_texts(auto& /*step*/, const auto& /*visit*/) {}
  StepMove advance(StepMemory memory, const StepEvent& event, Instant now) const;
  friend bool operator==(const Wait&, const Wait&) = default;
};
BOOST_DESCRIBE_STRUCT(Wait, (), (seconds))

}  // namespace fettle::flow
