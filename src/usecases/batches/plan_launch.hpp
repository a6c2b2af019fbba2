// From a plan's text and labels to what would run in a team: the text read, labels resolved to the
// team's servers, recipes found, all of it checked. What launches and schedules have in common;
// stores nothing.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/flow_store.hpp"
#include "usecases/batches/prepared_launch.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct PlanInput {
  std::string markdown;
  std::map<std::string, std::string> variables;
  std::optional<std::string> strategy;  ///< instead of the plan's own
  /// None: what the plan's own selector chooses; where it has none, one session without a target,
  /// which waits until somebody names targets.
  std::vector<std::string> labels;
};

struct PlannedLaunch {
  PreparedLaunch launch;
  std::string risk_level;
  std::vector<std::string> unmatched;   ///< labels that match no server: carried out by hand
  std::vector<Diagnostic> diagnostics;  ///< warnings
};

/// kInvalid with every diagnostic where the plan can't be carried out as it stands.
Result<PlannedLaunch> plan_launch(Context& context, PlanInput input);

/// What a team writes must not run beside the service's keys unless its administrator says so:
/// kForbidden where this server's transport would have it do so, or can't be taken as it stands.
Result<void> check_allowed(const Context& context, const fleet::Server& server);

/// The servers of a team by their names, read once for any number of lists of labels.
class ServersByName {
 public:
  static Result<ServersByName> read(Context& context);
  /// As resolve_labels.
  Result<std::vector<fleet::Target>> resolve(const Context& context,
                                             const std::vector<std::string>& labels,
                                             std::vector<std::string>& unmatched) const;
  bool has(const std::string& server_id) const { return ids_.contains(server_id); }

 private:
  std::map<std::string, fleet::Server, std::less<>> servers_;  ///< by name, in small letters
  std::set<std::string> ids_;
};

/// A label that is a server's name, ignoring case, is that server; any other is a manual target,
/// and named in `unmatched`.
Result<std::vector<fleet::Target>> resolve_labels(Context& context,
                                                  const std::vector<std::string>& labels,
                                                  std::vector<std::string>& unmatched);

/// The labels of a saved list that have not vanished; kNotFound without it.
Result<std::vector<std::string>> labels_of_list(Context& context, std::string_view list);

/// Each label once, ignoring case; those that come again go to `duplicates`.
std::vector<std::string> without_duplicates(const std::vector<std::string>& labels,
                                            std::vector<std::string>& duplicates);

/// The flow of that id, which has to be a maintenance plan: kMalformed else, kNotFound without it.
Result<store::FlowRow> find_plan(Context& context, std::string_view id);

/// Whether a launch or a schedule of that risk waits for an approval.
bool needs_approval(std::string_view risk_level);

}  // namespace fettle::usecases
