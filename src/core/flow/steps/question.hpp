// question: an engineer chooses an answer, which names the step to go to next. Only in
// troubleshooting flows (parse_flow.cpp checks that they are acyclic and leave no step out).
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

struct Question {
  static constexpr std::string_view kType = "question";
  static constexpr Effect kEffect = Effect::kNone;
  static constexpr bool kRequiresApproval = false;

  struct Option {
    std::string label;
    Located<std::string> go_to;  ///< a step's title, its number, or "done"
    friend bool operator==(const Option&, const Option&) = default;
  };

  Located<std::string> prompt;
  std::vector<Option> options;  ///< at least two

  static std::optional<Question> parse(FieldReader& fields);
  void write(FieldWriter& fields) const;
  static void visit_texts(auto& step, const auto& visit) {
    visit(step.prompt.value, step.prompt.span, TextKind::kPlain);
    for (auto& [label, go_to] : step.options) {
      visit(label, go_to.span, TextKind::kPlain);
      visit(go_to.value, go_to.span, TextKind::kPlain);
    }
  }
  StepMove advance(StepMemory memory, const StepEvent& event, Instant now) const;
  friend bool operator==(const Question&, const Question&) = default;
};
BOOST_DESCRIBE_STRUCT(Question::Option, (), (label, go_to))
BOOST_DESCRIBE_STRUCT(Question, (), (prompt, options))

}  // namespace fettle::flow
