// What happened, for whoever watches: progress on a terminal, the stored event log, `--json`
// (docs/reference/events.md), the audit. One type an event, one codec. An event is told only after
// the transition that it speaks of is stored, in the same transaction. The engine never reads one
// back, and nobody takes its text apart: what a reader needs is a field.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "core/engine/principal.hpp"
#include "core/engine/wait_reason.hpp"

namespace fettle::engine {

// --- of a batch -------------------------------------------------------------------------------

struct BatchStarted {};
BOOST_DESCRIBE_STRUCT(BatchStarted, (), ())
struct LaunchAnswered {
  bool approved = false;
  Attribution by;
};
BOOST_DESCRIBE_STRUCT(LaunchAnswered, (), (approved, by))
struct WaveStarted {
  int wave = 0;  ///< index
  int waves = 0;
  std::string name;
  int targets = 0;
};
BOOST_DESCRIBE_STRUCT(WaveStarted, (), (wave, waves, name, targets))
struct SoakStarted {
  std::string ring;
  Instant until;
};
BOOST_DESCRIBE_STRUCT(SoakStarted, (), (ring, until))
struct RecheckStarted {
  std::string ring;
};
BOOST_DESCRIBE_STRUCT(RecheckStarted, (), (ring))
struct BatchGateOpened {
  std::string ring;
};
BOOST_DESCRIBE_STRUCT(BatchGateOpened, (), (ring))
struct BatchGateReminder {
  std::string ring;
};
BOOST_DESCRIBE_STRUCT(BatchGateReminder, (), (ring))
struct BatchGateAnswered {
  bool approved = false;
  Attribution by;
};
BOOST_DESCRIBE_STRUCT(BatchGateAnswered, (), (approved, by))
struct BatchHalted {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(BatchHalted, (), (reason))
struct BatchPaused {
  Attribution by;
};
BOOST_DESCRIBE_STRUCT(BatchPaused, (), (by))
struct BatchResumed {
  Attribution by;
  bool with_remaining = false;  ///< with the sessions that were skipped when it halted
};
BOOST_DESCRIBE_STRUCT(BatchResumed, (), (by, with_remaining))
struct BatchEnded {
  std::string reason;  ///< why it did not complete
};
BOOST_DESCRIBE_STRUCT(BatchEnded, (), (reason))

// --- of a session -----------------------------------------------------------------------------

/// It may start and does not yet: every reason why.
struct SessionWaiting {
  std::vector<WaitReason> reasons;
};
BOOST_DESCRIBE_STRUCT(SessionWaiting, (), (reasons))
struct SessionStarted {};
BOOST_DESCRIBE_STRUCT(SessionStarted, (), ())
struct SessionResumed {};
BOOST_DESCRIBE_STRUCT(SessionResumed, (), ())
struct SessionPaused {};
BOOST_DESCRIBE_STRUCT(SessionPaused, (), ())
struct SessionReopened {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SessionReopened, (), (reason))
struct SessionEnded {
  std::string reason;  ///< why it did not complete, or with which issues
};
BOOST_DESCRIBE_STRUCT(SessionEnded, (), (reason))
struct SnapshotTaken {
  std::string problem;  ///< what could not be seen
};
BOOST_DESCRIBE_STRUCT(SnapshotTaken, (), (problem))

// --- of a step --------------------------------------------------------------------------------

struct StepStarted {
  int attempt = 1;            ///< which try
  bool asks_only_if = false;  ///< its `only_if` is asked, not the step itself begun
};
BOOST_DESCRIBE_STRUCT(StepStarted, (), (attempt, asks_only_if))
struct StepWaiting {
  std::string reason;
  std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(StepWaiting, (), (reason, until))
struct StepEnded {
  std::optional<int> exit_status;  ///< of its last command, where one has exited
  std::string message;             ///< why it did not go well
};
BOOST_DESCRIBE_STRUCT(StepEnded, (), (exit_status, message))
struct GateOpened {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(GateOpened, (), (reason))
struct GateReminder {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(GateReminder, (), (reason))
struct GateAnswered {
  bool approved = false;
  Attribution by;
};
BOOST_DESCRIBE_STRUCT(GateAnswered, (), (approved, by))
struct PersonAsked {
  std::string prompt;
};
BOOST_DESCRIBE_STRUCT(PersonAsked, (), (prompt))
struct MessageSent {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(MessageSent, (), (text))

// --- any of them ------------------------------------------------------------------------------

using EventBody =
    std::variant<BatchStarted, LaunchAnswered, WaveStarted, SoakStarted, RecheckStarted,
                 BatchGateOpened, BatchGateReminder, BatchGateAnswered, BatchHalted, BatchPaused,
                 BatchResumed, BatchEnded, SessionWaiting, SessionStarted, SessionResumed,
                 SessionPaused, SessionReopened, SessionEnded, SnapshotTaken, StepStarted,
                 StepWaiting, StepEnded, GateOpened, GateReminder, GateAnswered, PersonAsked,
                 MessageSent>;

/// The names of the types above, in their order.
BOOST_DEFINE_ENUM_CLASS(EventKind, kBatchStarted, kLaunchAnswered, kWaveStarted, kSoakStarted,
                        kRecheckStarted, kBatchGateOpened, kBatchGateReminder, kBatchGateAnswered,
                        kBatchHalted, kBatchPaused, kBatchResumed, kBatchEnded, kSessionWaiting,
                        kSessionStarted, kSessionResumed, kSessionPaused, kSessionReopened,
                        kSessionEnded, kSnapshotTaken, kStepStarted, kStepWaiting, kStepEnded,
                        kGateOpened, kGateReminder, kGateAnswered, kPersonAsked, kMessageSent)

struct Event {
  EventBody body;
  Instant at;
  std::string stage;   ///< of a session: "steps" or "rollback"
  int step = -1;       ///< index within the stage; -1 when it speaks of no step
  std::string status;  ///< the state entered, as docs/state-machines.md names it
};
BOOST_DESCRIBE_STRUCT(Event, (), (body, at, stage, step, status))

EventKind kind(const Event& event);
/// In words, for people; may be empty. May change from version to version.
std::string message(const Event& event);

std::string encode(const Event& event);
/// Reads events of this and of every earlier format. kInvalid where `text` is none.
Result<Event> read_event(std::string_view text);
/// An event as versions before 0.2 stored it, with its words instead of fields.
Event earlier_event(EventKind kind, std::string message);

}  // namespace fettle::engine
