// task: an engineer does it by hand and marks it done, done with issues, skipped or failed.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

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

struct Task {
  static constexpr std::string_view kType = "task";
  static constexpr Effect kEffect = Effect::kNone;
  static constexpr bool kRequiresApproval = false;

  enum class Kind { kAction, kInformational, kVerification, kWarning };
  struct Verification {
    enum class Type { kCheckbox, kTextInput };
    std::string prompt;
    Type type = Type::kCheckbox;
    friend bool operator==(const Verification&, const Verification&) = default;
  };
  /// One level of alternatives, for when the task itself does not work out.
  struct Fallback {
    std::string title;
    Kind kind = Kind::kAction;
    std::string instructions;
    friend bool operator==(const Fallback&, const Fallback&) = default;
  };

  Kind activity = Kind::kAction;
  std::optional<std::chrono::minutes> estimated;
  Located<std::string> expected_outcome;
  std::optional<Verification> verification;
  std::vector<Located<std::string>> checklist;
  std::string reference_url;
  std::vector<Fallback> fallback;

  static std::optional<Task> parse(FieldReader& fields);
  void write(FieldWriter& fields) const;
  static void visit_texts(auto& step, const auto& visit) {
    auto& [outcome, place] = step.expected_outcome;
    visit(outcome, place, TextKind::kPlain);
    if (step.verification) visit(step.verification->prompt, place, TextKind::kPlain);
    for (auto& item : step.checklist) visit(item.value, item.span, TextKind::kPlain);
    visit(step.reference_url, place, TextKind::kPlain);
    for (auto& task : step.fallback) {
      visit(task.title, place, TextKind::kPlain);
      visit(task.instructions, place, TextKind::kPlain);
    }
  }
  StepMove advance(StepMemory memory, const StepEvent& event, Instant now) const;
  friend bool operator==(const Task&, const Task&) = default;
};
BOOST_DESCRIBE_ENUM(Task::Kind, kAction, kInformational, kVerification, kWarning)
BOOST_DESCRIBE_ENUM(Task::Verification::Type, kCheckbox, kTextInput)
BOOST_DESCRIBE_STRUCT(Task::Verification, (), (prompt, type))
BOOST_DESCRIBE_STRUCT(Task::Fallback, (), (title, kind, instructions))
BOOST_DESCRIBE_STRUCT(Task, (),
                      (activity, estimated, expected_outcome, verification, checklist,
                       reference_url, fallback))

}  // namespace fettle::flow
