// The states of a batch, a session and a step, what moves each, and the tables that say
// what may follow what. docs/state-machines.md is generated from these tables.
#pragma once

#include <boost/describe/enum.hpp>

#include <span>

#include "core/engine/transition.hpp"

namespace fettle::engine {

BOOST_DEFINE_ENUM_CLASS(BatchStatus, kPendingApproval, kPending, kRunning, kAwaitingApproval,
                        kSoaking, kHalted, kPaused, kCompleted, kFailed, kCancelled)

BOOST_DEFINE_ENUM_CLASS(SessionStatus, kPending, kRunning, kAwaitingApproval, kAwaitingPerson,
                        kPaused, kInterrupted, kCompleted, kFailed, kCancelled, kSkipped)

BOOST_DEFINE_ENUM_CLASS(StepStatus, kPending, kAwaitingApproval, kAwaitingPerson, kRunning,
                        kWaiting, kCompleted, kFailed, kTimedOut, kRejected, kSkipped, kCancelled,
                        kInterrupted)

BOOST_DEFINE_ENUM_CLASS(BatchCause, kLaunched, kSoakBegan, kSoakOver, kGateOpened, kApproved,
                        kRejected, kHalted, kReopened, kPaused, kUnpaused, kCompleted, kFailed,
                        kCancelled)

BOOST_DEFINE_ENUM_CLASS(SessionCause, kStarted, kGateOpened, kAsked, kAnswered, kPaused, kUnpaused,
                        kLost, kReopened, kCompleted, kFailed, kCancelled, kSkipped)

BOOST_DEFINE_ENUM_CLASS(StepCause, kGateOpened, kWanted, kBegan, kRejected, kAsked, kAnswered,
                        kSlept, kWoke, kLost, kRejoined, kReopened, kSucceeded, kFailed, kTimedOut,
                        kSkipped, kCancelled, kMarkedDone)

std::span<const Row<BatchStatus, BatchCause>> batch_table();
std::span<const Row<SessionStatus, SessionCause>> session_table();
std::span<const Row<StepStatus, StepCause>> step_table();

/// Nothing more happens by itself; an operator may still reopen it, unless it is final.
bool has_ended(BatchStatus status);
bool has_ended(SessionStatus status);
bool has_ended(StepStatus status);

/// Can never be left.
bool is_final(BatchStatus status);
bool is_final(SessionStatus status);
bool is_final(StepStatus status);

}  // namespace fettle::engine
