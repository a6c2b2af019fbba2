// A launch by hand: a plan of the team on named targets, previewed and then stored. What would run
// is frozen and checked as a whole; at risk `medium` and `high` the batch waits for an approval.
// Starts nothing itself: whoever carries batches out is told that there is one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "usecases/batches/batches.hpp"
#include "usecases/batches/prepared_launch.hpp"
#include "usecases/context.hpp"
#include "usecases/flows/flow_preview.hpp"
#include "usecases/targets/target_lists.hpp"

namespace fettle::usecases {

/// Targets are named one way: a saved list, an earlier batch, labels, pasted lines or a selector.
/// None of them: those that the plan's own selector chooses.
struct LaunchRequest {
  std::optional<std::string> tree_id;
  std::optional<std::string> plan_id;  ///< another word for `tree_id`
  std::optional<std::string> target_list_id;
  std::optional<std::string> from_batch_id;
  std::optional<bool> only_not_completed;  ///< of that batch
  std::optional<std::vector<NewTarget>> targets;
  std::optional<std::string> text;          ///< labels, one a line
  std::optional<JsonText> target_selector;  ///< as plans have it
  std::optional<std::map<std::string, std::string>> variables_override;
  std::optional<std::string> strategy;  ///< instead of the plan's own
  /// Labels that match no server become manual targets only where this says so.
  std::optional<bool> manual_confirmed;
  std::optional<std::string> digest;  ///< of the preview that was seen; another is refused
};
BOOST_DESCRIBE_STRUCT(LaunchRequest, (),
                      (tree_id, plan_id, target_list_id, from_batch_id, only_not_completed, targets,
                       text, target_selector, variables_override, strategy, manual_confirmed,
                       digest))

struct TargetView {
  std::string label;
  std::optional<std::string> server_id;
  bool manual = false;
  std::string mode;
};
BOOST_DESCRIBE_STRUCT(TargetView, (), (label, server_id, manual, mode))

struct GateView {
  std::string place;
  std::string reason;
  int targets = 0;
  bool only_if = false;
};
BOOST_DESCRIBE_STRUCT(GateView, (), (place, reason, targets, only_if))

struct LaunchPreview {
  std::string name;
  int sessions = 0;
  std::vector<TargetView> targets;     ///< in the order in which they go
  std::vector<std::string> unmatched;  ///< labels that match no server
  std::vector<std::string> duplicates;
  std::vector<WaveView> waves;
  std::vector<GateView> gates;
  std::vector<StepView> steps;  ///< as the first target gets them
  std::string risk_level;
  bool needs_approval = false;
  std::string digest;
  std::vector<ShownDiagnostic> diagnostics;  ///< warnings of the plan
};
BOOST_DESCRIBE_STRUCT(LaunchPreview, (),
                      (name, sessions, targets, unmatched, duplicates, waves, gates, steps,
                       risk_level, needs_approval, digest, diagnostics))

/// kInvalid without targets, with every diagnostic of the plan, or with the names of variables that
/// are missing or too many; kMalformed of a flow that is no maintenance plan.
Result<LaunchPreview> preview_launch(Context& context, const LaunchRequest& request);

/// With the same `idempotency_key` again, the batch that it launched; kConflict where the request
/// was another one.
Result<BatchView> launch_batch(Context& context, const LaunchRequest& request,
                               std::string_view idempotency_key);

}  // namespace fettle::usecases
