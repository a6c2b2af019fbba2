// What one seed simulates: a plan, its targets, and which faults the world has in store. The plan
// is written as text and goes through the real parser; what the checkers must know of it (waves,
// gates, limits) stands beside it in plain numbers, worked out here from the specification and not
// by the code under test.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "core/engine/approved_plan.hpp"
#include "tests/sim/dice.hpp"

namespace fettle::sim {

enum class Action { kValidate, kChange, kWait, kWaitUntil, kNotify, kGate };

struct PlannedStep {
  Action action = Action::kChange;
  bool needs_approval = false;
  bool idempotent = false;
  bool continue_on_error = false;
  bool reboots = false;
  bool become = false;
  bool only_if = false;
  int retries = 0;
};

struct PlannedWave {
  int first = 0;
  int count = 0;
  int parallelism = 0;
  Milliseconds soak{0};
  bool recheck = false;
  bool approval_after = false;
};

/// Chances in percent; all zero once the world heals.
struct Faults {
  int unreachable = 0;    ///< no link for an order
  int cut = 0;            ///< a link breaks while a command runs, and may stay away
  int reply_lost = 0;     ///< a command ends and its answer is lost on the way
  int failing = 0;        ///< a command exits non-zero
  int slow = 0;           ///< a command takes longer than its time-out
  int receipts_lost = 0;  ///< a target loses its receipts when it restarts by itself
  int deaths = 0;         ///< how many times the process dies, at a commit or at a send
  int clock_jumps = 0;
  int pauses = 0;  ///< how many times the process is paused, and another may take over
};

/// When the team lets work start, in some seeds; the batch is a team's only there.
struct PlannedRules {
  bool any = false;
  int window_opens = 0;    ///< at this minute of each hour, for `window_minutes`; 0 of those: none
  int window_minutes = 0;  ///< at most 60
  int needs_minutes = 0;   ///< that the plan takes, as it says
  Milliseconds freeze_begins{0};  ///< after the launch
  Milliseconds freeze_ends{0};
  int budget = 0;         ///< hosts of role db that may be out at once; 0: no budget
  bool override = false;  ///< the operator overrides windows and freezes at some time
};

/// Scripts count the steps of the rollback from here, so that they can be told apart.
inline constexpr int kRollbackFrom = 100;

struct Scenario {
  std::uint64_t seed = 0;
  int targets = 0;
  int max_failures = 0;  ///< INT_MAX: unlimited
  std::vector<PlannedStep> steps;
  std::vector<PlannedStep> rollback;
  std::vector<fleet::Mode> modes;  ///< by position
  std::vector<PlannedWave> waves;
  Faults faults;
  PlannedRules rules;
  int rejecting = 0;   ///< percent of gates that the approver rejects
  int cancelling = 0;  ///< percent chance that the operator cancels the whole
  int pausing = 0;
  bool away = false;      ///< no gate is answered until the world heals: they expire
  bool nervous = false;   ///< the operator also tells single sessions whatever comes to mind
  bool patient = true;    ///< the operator reopens what failed until all is done
  bool lost_one = false;  ///< one target more was approved, and has gone before the launch
  engine::ApprovedPlan frozen;

  /// Step `index`; from kRollbackFrom on, of the rollback.
  const PlannedStep& step(int index) const;
  /// Whether that step may run on the target at `position` only after a person's approval.
  bool needs_approval(int index, int position) const;
  /// The script that step `index` must send to the target at `position`, byte for byte.
  std::string script(int index, int position) const;
};

Scenario make_scenario(std::uint64_t seed);

}  // namespace fettle::sim
