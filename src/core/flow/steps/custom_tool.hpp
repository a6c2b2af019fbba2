// custom_tool: a shell command that changes the target. Started at most once per attempt.
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

struct CustomTool {
  static constexpr std::string_view kType = "custom_tool";
  static constexpr Effect kEffect = Effect::kChange;
  static constexpr bool kRequiresApproval = true;

  Located<std::string> command;
  std::chrono::seconds timeout{300};
  std::string recipe_slug{};  ///< a label that auto-approve rules can match; may be empty
  LineCount several_lines{};  ///< of `command` as written, before values are filled in

  static std::optional<CustomTool> parse(FieldReader& fields);
  void write(FieldWriter& fields) const;
  static void visit_texts(auto& step, const auto& visit) {
    visit(step.command.value, step.command.span, TextKind::kShell);
  }
  StepMove advance(StepMemory memory, const StepEvent& event, Instant now) const;
  friend bool operator==(const CustomTool&, const CustomTool&) = default;
};
BOOST_DESCRIBE_STRUCT(CustomTool, (), (command, timeout, recipe_slug, several_lines))

}  // namespace fettle::flow
