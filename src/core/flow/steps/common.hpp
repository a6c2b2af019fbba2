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

}  // namespace fettle::flow
