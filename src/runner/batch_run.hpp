// What the runner keeps in memory: of a batch a seat for each session (a few bytes, so that 10,000
// cost little), of a session that is under way everything.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/approved_plan.hpp"
#include "core/engine/batch.hpp"
#include "core/engine/session.hpp"
#include "ports/loop.hpp"
#include "runner/redactor.hpp"

namespace fettle::runner {

/// A session's place in its batch.
struct Seat {
  std::string session;
  int position = 0;
  int wave = 0;
  bool recheck = false;
};

struct BatchRun {
  std::string id;
  engine::ApprovedPlan frozen;
  rollout::Rollout rollout;
  engine::BatchState state;
  engine::CompiledPlan plan;                    ///< the frozen one, where they differ
  std::shared_ptr<const flow::Flow> flow;       ///< of every target; none where they differ
  std::vector<Seat> seats;                      ///< of whole walks, by position
  std::vector<engine::SessionStatus> statuses;  ///< of the same
  std::deque<Seat> pending;                     ///< those that may start, in their order
  std::deque<Seat> rechecks;                    ///< the same of re-checks
  std::deque<Seat> skipped_by_halt;             ///< skipped because the batch halted
  /// States of sessions that are not under way and have been: they may be reopened.
  std::map<std::string, engine::SessionState, std::less<>> kept;
  std::int64_t events = 0;
  ports::TimerId timer = 0;
};

/// Nothing of the batch is started again, whatever becomes of its sessions.
inline bool is_over(const BatchRun& batch) {
  return engine::is_final(batch.state.status) || batch.state.cancelling;
}

struct LiveSession {
  Seat seat;
  BatchRun* batch = nullptr;
  std::shared_ptr<const flow::Flow> flow;
  engine::SessionState state;
  ports::TimerId timer = 0;
  std::string order;  ///< last given to the target; what follows counts bytes that it wrote
  Redactor redactor;
  std::int64_t passed = 0;    ///< end of what the redactor has passed on
  std::int64_t received = 0;  ///< end of what the target has sent
  std::string snapshot;       ///< what a snapshot's order has said so far
};

}  // namespace fettle::runner
