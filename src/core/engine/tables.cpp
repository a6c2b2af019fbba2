#include "core/engine/tables.hpp"

#include <algorithm>
#include <array>

namespace fettle::engine {
namespace {

using B = BatchStatus;
using BC = BatchCause;
using BatchRow = Row<B, BC>;

constexpr std::array kBatch{
    BatchRow{B::kPendingApproval, BC::kApproved, B::kPending},
    BatchRow{B::kPendingApproval, BC::kCancelled, B::kCancelled},
    BatchRow{B::kPending, BC::kLaunched, B::kRunning},
    BatchRow{B::kPending, BC::kCancelled, B::kCancelled},
    BatchRow{B::kRunning, BC::kSoakBegan, B::kSoaking},
    BatchRow{B::kRunning, BC::kGateOpened, B::kAwaitingApproval},
    BatchRow{B::kRunning, BC::kHalted, B::kHalted},
    BatchRow{B::kRunning, BC::kPaused, B::kPaused},
    BatchRow{B::kRunning, BC::kCompleted, B::kCompleted},
    BatchRow{B::kRunning, BC::kFailed, B::kFailed},
    BatchRow{B::kRunning, BC::kCancelled, B::kCancelled},
    BatchRow{B::kSoaking, BC::kSoakOver, B::kRunning},
    BatchRow{B::kSoaking, BC::kReopened, B::kRunning},
    BatchRow{B::kSoaking, BC::kPaused, B::kPaused},
    BatchRow{B::kSoaking, BC::kCancelled, B::kCancelled},
    BatchRow{B::kAwaitingApproval, BC::kApproved, B::kRunning},
    BatchRow{B::kAwaitingApproval, BC::kRejected, B::kHalted},
    BatchRow{B::kAwaitingApproval, BC::kReopened, B::kRunning},
    BatchRow{B::kAwaitingApproval, BC::kCancelled, B::kCancelled},
    BatchRow{B::kPaused, BC::kUnpaused, B::kRunning},
    BatchRow{B::kPaused, BC::kCancelled, B::kCancelled},
    BatchRow{B::kHalted, BC::kReopened, B::kRunning},
    BatchRow{B::kHalted, BC::kCancelled, B::kCancelled},
    BatchRow{B::kFailed, BC::kReopened, B::kRunning},
};

using S = SessionStatus;
using SC = SessionCause;
using SessionRow = Row<S, SC>;

constexpr std::array kSession{
    SessionRow{S::kPending, SC::kStarted, S::kRunning},
    SessionRow{S::kPending, SC::kCancelled, S::kCancelled},
    SessionRow{S::kPending, SC::kSkipped, S::kSkipped},
    SessionRow{S::kRunning, SC::kGateOpened, S::kAwaitingApproval},
    SessionRow{S::kRunning, SC::kAsked, S::kAwaitingPerson},
    SessionRow{S::kRunning, SC::kPaused, S::kPaused},
    SessionRow{S::kRunning, SC::kLost, S::kInterrupted},
    SessionRow{S::kRunning, SC::kCompleted, S::kCompleted},
    SessionRow{S::kRunning, SC::kFailed, S::kFailed},
    SessionRow{S::kRunning, SC::kCancelled, S::kCancelled},
    SessionRow{S::kRunning, SC::kSkipped, S::kSkipped},
    SessionRow{S::kAwaitingApproval, SC::kAnswered, S::kRunning},
    SessionRow{S::kAwaitingPerson, SC::kAnswered, S::kRunning},
    SessionRow{S::kPaused, SC::kUnpaused, S::kRunning},
    SessionRow{S::kInterrupted, SC::kReopened, S::kPending},
    SessionRow{S::kInterrupted, SC::kCancelled, S::kCancelled},
    SessionRow{S::kFailed, SC::kReopened, S::kPending},
    SessionRow{S::kSkipped, SC::kReopened, S::kPending},
};

using T = StepStatus;
using TC = StepCause;
using StepRow = Row<T, TC>;

constexpr std::array kStep{
    StepRow{T::kPending, TC::kGateOpened, T::kAwaitingApproval},
    StepRow{T::kPending, TC::kBegan, T::kRunning},
    StepRow{T::kPending, TC::kSkipped, T::kSkipped},
    StepRow{T::kPending, TC::kCancelled, T::kCancelled},
    StepRow{T::kAwaitingApproval, TC::kBegan, T::kRunning},
    StepRow{T::kAwaitingApproval, TC::kRejected, T::kRejected},
    StepRow{T::kAwaitingApproval, TC::kCancelled, T::kCancelled},
    StepRow{T::kRunning, TC::kWanted, T::kPending},
    StepRow{T::kRunning, TC::kAsked, T::kAwaitingPerson},
    StepRow{T::kRunning, TC::kSlept, T::kWaiting},
    StepRow{T::kRunning, TC::kLost, T::kInterrupted},
    StepRow{T::kRunning, TC::kSucceeded, T::kCompleted},
    StepRow{T::kRunning, TC::kFailed, T::kFailed},
    StepRow{T::kRunning, TC::kTimedOut, T::kTimedOut},
    StepRow{T::kRunning, TC::kSkipped, T::kSkipped},
    StepRow{T::kRunning, TC::kCancelled, T::kCancelled},
    StepRow{T::kWaiting, TC::kWoke, T::kRunning},
    StepRow{T::kWaiting, TC::kCancelled, T::kCancelled},
    StepRow{T::kAwaitingPerson, TC::kAnswered, T::kRunning},
    StepRow{T::kAwaitingPerson, TC::kCancelled, T::kCancelled},
    StepRow{T::kInterrupted, TC::kRejoined, T::kRunning},
    StepRow{T::kInterrupted, TC::kReopened, T::kPending},
    StepRow{T::kInterrupted, TC::kSkipped, T::kSkipped},
    StepRow{T::kInterrupted, TC::kMarkedDone, T::kCompleted},
    StepRow{T::kFailed, TC::kReopened, T::kPending},
    StepRow{T::kFailed, TC::kSkipped, T::kSkipped},
    StepRow{T::kFailed, TC::kMarkedDone, T::kCompleted},
    StepRow{T::kTimedOut, TC::kReopened, T::kPending},
    StepRow{T::kTimedOut, TC::kSkipped, T::kSkipped},
    StepRow{T::kTimedOut, TC::kMarkedDone, T::kCompleted},
    StepRow{T::kRejected, TC::kReopened, T::kPending},
    StepRow{T::kRejected, TC::kSkipped, T::kSkipped},
    StepRow{T::kRejected, TC::kMarkedDone, T::kCompleted},
};

}  // namespace

std::span<const Row<BatchStatus, BatchCause>> batch_table() { return kBatch; }
std::span<const Row<SessionStatus, SessionCause>> session_table() { return kSession; }
std::span<const Row<StepStatus, StepCause>> step_table() { return kStep; }

bool has_ended(B s) {
  return s == B::kCompleted || s == B::kFailed || s == B::kCancelled || s == B::kHalted;
}

bool has_ended(S s) {
  return s == S::kCompleted || s == S::kFailed || s == S::kCancelled || s == S::kSkipped ||
         s == S::kInterrupted;
}

bool has_ended(T s) {
  return s == T::kCompleted || s == T::kFailed || s == T::kTimedOut || s == T::kRejected ||
         s == T::kSkipped || s == T::kCancelled || s == T::kInterrupted;
}

bool is_final(B s) { return s == B::kCompleted || s == B::kCancelled; }
bool is_final(S s) { return s == S::kCompleted || s == S::kCancelled; }
bool is_final(T s) { return s == T::kCompleted || s == T::kSkipped || s == T::kCancelled; }

}  // namespace fettle::engine
