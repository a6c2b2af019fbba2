// What every step type shares while it is carried out. A step is a small pure machine: it learns
// events and asks for things; the session's machine (core/engine) carries the answers between it
// and the world. A step never sees a clock, a host or a store.
#pragma once

#include <boost/describe/class.hpp>

#include <string>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "core/flow/command.hpp"

namespace fettle::flow {

// --- what a step learns -----------------------------------------------------------------------

/// The step starts. It comes again, with what the step remembers, after a restart or a lost link:
/// the step then asks again for what it was waiting for.
struct Began {};
struct CommandEnded {
  CommandResult result;
};
struct TimerDue {};
/// A person's word on a task or a question.
struct Answered {
  enum class Mark { kDone, kDoneWithIssues, kSkipped, kFailed };
  Mark mark = Mark::kDone;
  std::string text;  ///< the note, the verification text, or the label of the option chosen
};
using StepEvent = std::variant<Began, CommandEnded, TimerDue, Answered>;

// --- what a step asks for ---------------------------------------------------------------------

struct Run {
  Command command;
  friend bool operator==(const Run&, const Run&) = default;
};
struct WakeAt {
  Instant at;
  friend bool operator==(const WakeAt&, const WakeAt&) = default;
};
struct AskPerson {
  std::string prompt;
  friend bool operator==(const AskPerson&, const AskPerson&) = default;
};
struct Send {
  std::string message;
  std::string channel;   ///< empty: every channel that takes this event
  std::string severity;  ///< "info", "warning" or "error"
  bool once_per_batch = true;
  friend bool operator==(const Send&, const Send&) = default;
};
/// The step is over. An unknown or unreachable ending is not for a step to judge: the session's
/// machine handles it before the step hears of it.
struct Finish {
  enum class Outcome { kCompleted, kFailed, kTimedOut, kSkipped };
  Outcome outcome = Outcome::kCompleted;
  std::string message;  ///< why, for people; empty when completed without a remark
  std::string go_to;    ///< a question's choice: a step's title, or "done"; else empty
  friend bool operator==(const Finish&, const Finish&) = default;
};
using StepAsk = std::variant<Run, WakeAt, AskPerson, Send, Finish>;

// --- what a step remembers between events; stored with the session ----------------------------

struct CheckResult {
  std::string check;
  CommandResult result;
  friend bool operator==(const CheckResult&, const CheckResult&) = default;
};
BOOST_DESCRIBE_STRUCT(CheckResult, (), (check, result))

struct StepMemory {
  Instant deadline;                 ///< of the whole step, where its type has one
  std::vector<CheckResult> checks;  ///< validate: those that have run
  friend bool operator==(const StepMemory&, const StepMemory&) = default;
};
BOOST_DESCRIBE_STRUCT(StepMemory, (), (deadline, checks))

/// The answer of a step to one event: what it remembers now and what it asks, in order.
struct StepMove {
  StepMemory memory;
  std::vector<StepAsk> asks;
};

}  // namespace fettle::flow
