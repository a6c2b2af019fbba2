// From a plan that was read, targets and values to what would run: one record that is checked as a
// whole, for every target, and the waves of its rollout. Nothing is stored and nothing runs here.
// The command line and the service launch through it; a text is read once, by whoever has it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "core/engine/approved_plan.hpp"
#include "core/flow/flow.hpp"
#include "core/rollout/wave.hpp"
#include "ports/random.hpp"
#include "store/batch_store.hpp"

namespace fettle::usecases {

struct LaunchInput {
  std::string markdown;
  flow::Flow flow;  ///< what `markdown` says; its strategy may be another than the text's
  std::map<std::string, std::string> variables;
  std::vector<fleet::Target> targets;          ///< at least one; in the order of the list
  std::map<std::string, std::string> recipes;  ///< texts by slug: all that the plan may name
};

struct PreparedLaunch {
  std::string name;  ///< of the plan
  engine::ApprovedPlan frozen;
  engine::CompiledPlan plan;
  flow::Flow flow;  ///< as the first target gets it
  rollout::Rollout rollout;
  std::vector<fleet::Target> gone = {};  ///< since it was approved: no part of `frozen`
};

/// kInvalid with the diagnostics of the text where a target's plan can't be made of it; the message
/// names the target where they differ.
Result<PreparedLaunch> prepare_launch(LaunchInput input);

/// What was approved before, on these targets (at least one). Errors as above.
Result<PreparedLaunch> prepare_again(engine::ApprovedPlan frozen,
                                     std::vector<fleet::Target> targets);

/// What was approved, on the targets that it holds, in their order. Errors as above.
Result<PreparedLaunch> prepare_approved(engine::ApprovedPlan frozen);

/// Something that waits for a person during the run.
struct Gate {
  std::string place;   ///< `step 2 "deploy"`, `after ring "canary"`
  std::string reason;  ///< core/gate's word; `approval between rings`; `by hand`
  int targets = 0;     ///< of how many it is asked
  enum class Kind { kApproval, kHumanGate, kByHand } kind = Kind::kApproval;
  bool only_if = false;  ///< asked only where the step's `only_if` says that it is needed
};

/// In the order in which they come up.
std::vector<Gate> list_gates(const PreparedLaunch& launch);

/// Ready to be stored (store::create_batch).
store::NewBatch new_batch(const PreparedLaunch& launch, Instant now, ports::Random& random);

}  // namespace fettle::usecases
