// What a run ends with: how many completed, which did not and why, what changed, what to do next.
// Pure: values in, text out. json_view.hpp says the same for programs.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/request.hpp"
#include "cli/view/safe_text.hpp"
#include "core/engine/batch.hpp"
#include "core/engine/session_state.hpp"

namespace fettle::cli {

struct SessionSummary {
  std::string label;
  engine::SessionStatus status = engine::SessionStatus::kPending;
  engine::FailureKind failure = engine::FailureKind::kNone;
  std::string reason;      ///< why it did not complete, or what it waits for
  std::string step;        ///< title of the step it stands at
  std::string last_lines;  ///< of that step's output
  /// `step 2 "Plug in": done with issues: the cable is old`, of steps that a completed session
  /// passed.
  std::vector<std::string> issues;
  std::string
      difference;  ///< of its snapshots, in words (review::describe); empty: nothing changed
};

/// Whether failed sessions can run the plan's rollback steps.
enum class Rollback { kNone, kOffered };

struct RunSummary {
  std::string batch;     ///< its id
  std::string name;      ///< of the plan
  std::string short_id;  ///< as much of it as no other batch of the database begins with
  std::vector<Request>
      alone;             ///< what can be asked for without naming it: no other batch qualifies
  std::string database;  ///< file that holds the batch; empty: the default place
  std::string flags;     ///< what else a command that goes on from here must say
  std::string server;    ///< the service that carries it out; empty: this process does
  engine::BatchState state;
  std::vector<SessionSummary> sessions;  ///< by position
  Rollback rollback = Rollback::kNone;
};

/// A command that goes on from here, and what it does.
struct NextStep {
  std::string command;
  std::string_view effect;
};

/// Those that the state of the batch allows, the most likely first.
std::vector<NextStep> next_steps(const RunSummary& summary);

/// 0 when every target completed, 3 where something is interrupted, waits or still runs, 1 when any
/// failed.
int exit_status(const RunSummary& summary);
/// The same from what is stored; re-checks are no sessions of their own here.
int exit_status(const engine::BatchState& state, std::span<const engine::SessionStatus> sessions);

/// Bounded: 20 failures with 10 lines of output each, whatever the number of targets.
std::string render_summary(const RunSummary& summary, Charset charset);

}  // namespace fettle::cli
