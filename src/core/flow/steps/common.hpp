// The form that all step types share. Each type is one struct in one file of this folder:
//
//   struct Wait {
//     static constexpr std::string_view kType = "wait";
//     static constexpr Effect kEffect = Effect::kNone;
//     static constexpr bool kRequiresApproval = false;    // when the step does not say
//     ...its keys, with their defaults...
//     static std::optional<Wait> parse(FieldReader&);      // problems go to the reader
//     void write(FieldWriter&) const;                      // only keys that differ from defaults
//     static void visit_texts(auto& step, const auto& visit);  // see step_texts.hpp
//     StepMove advance(StepMemory, const StepEvent&, Instant now) const;
//   };
//
// Adding one: its file here, and its name in the list of step.hpp.
#pragma once

#include <boost/describe/class.hpp>

#include <string_view>

#include "core/flow/step_machine.hpp"

namespace fettle::flow {

/// How a text of a step is used, which decides how placeholders in it are filled in and whether
/// the lint of shell text looks at it.
enum class TextKind { kShell, kPlain };

/// What a step type does to its target.
enum class Effect {
  kNone,    ///< nothing runs there
  kRead,    ///< runs read-only commands
  kChange,  ///< runs commands that change it, at most once each
};

/// What a person's word on something done by hand means for its step.
Finish finish_of(const Answered& answer);

/// Whether shell text has more than one line that is not blank.
bool has_several_lines(std::string_view script);

/// Whether a text that stands beside it has several lines: no part of what the step is.
struct LineCount {
  bool several = false;
  LineCount() = default;
  LineCount(bool value) : several(value) {}  // NOLINT(google-explicit-constructor)
  operator bool() const { return several; }  // NOLINT(google-explicit-constructor)
  friend bool operator==(const LineCount&, const LineCount&) { return true; }
};
BOOST_DESCRIBE_STRUCT(LineCount, (), (several))

}  // namespace fettle::flow
