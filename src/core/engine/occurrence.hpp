// What happened, for whoever watches: progress on a terminal, the stored event log, `--json`
// (docs/reference/events.md). An occurrence is told only after the transition that it speaks of
// is stored. Never read back by the engine.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <string>

#include "base/instant.hpp"

namespace fettle::engine {

BOOST_DEFINE_ENUM_CLASS(OccurrenceKind, kBatchStarted, kWaveStarted, kSoakStarted, kRecheckStarted,
                        kBatchGateOpened, kBatchGateAnswered, kBatchHalted, kBatchPaused,
                        kBatchResumed, kBatchEnded, kSessionStarted, kSessionResumed,
                        kSessionPaused, kSessionReopened, kSessionEnded, kSnapshotTaken,
                        kStepStarted, kStepWaiting, kStepEnded, kGateOpened, kGateReminder,
                        kGateAnswered, kPersonAsked, kMessageSent)

struct Occurrence {
  OccurrenceKind kind = OccurrenceKind::kBatchStarted;
  Instant at;
  std::string stage;    ///< of a session: "steps" or "rollback"
  int step = -1;        ///< index within the stage; -1 when it speaks of no step
  std::string status;   ///< the state entered, as docs/state-machines.md names it
  std::string message;  ///< for people; may be empty
  friend bool operator==(const Occurrence&, const Occurrence&) = default;
};
BOOST_DESCRIBE_STRUCT(Occurrence, (), (kind, at, stage, step, status, message))

}  // namespace fettle::engine
