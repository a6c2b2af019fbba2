// Schedules: the intent to run a plan on some targets at some time, once or by cron. Approving one
// freezes text, values and targets into one record with a digest; an edit afterwards takes the
// approval back. What a firing does is fire_schedule.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/schedule_store.hpp"
#include "usecases/context.hpp"
#include "usecases/targets/target_lists.hpp"

namespace fettle::usecases {

/// Absent fields of an edit stay as they are. Neither a start nor a cron expression: now. No
/// targets: those that the plan's own selector chooses.
struct ScheduleInput {
  std::optional<std::string> tree_id;
  std::optional<std::string> plan_id;  ///< another word for `tree_id`
  std::optional<std::int64_t> scheduled_start;
  std::optional<std::string> cron_expression;  ///< empty: none
  std::optional<std::string> timezone;
  std::optional<std::string> target_list_id;  ///< empty: none
  std::optional<JsonText> target_selector;    ///< as plans have it
  std::optional<std::vector<NewTarget>> targets;
  /// Labels that match no server become manual targets only where this says so, or none matches.
  std::optional<bool> manual_confirmed;
  std::optional<std::map<std::string, std::string>> variables_override;
  std::optional<std::string> overlap;  ///< `skip` or `queue`
  std::optional<int> grace_minutes;
};
BOOST_DESCRIBE_STRUCT(ScheduleInput, (),
                      (tree_id, plan_id, scheduled_start, cron_expression, timezone, target_list_id,
                       target_selector, targets, manual_confirmed, variables_override, overlap,
                       grace_minutes))

struct ScheduleView {
  std::string id;
  std::string tree_id;
  std::string name;  ///< of the plan
  std::string risk_level;
  std::string status;
  bool is_active = true;
  std::optional<std::int64_t> scheduled_start;
  std::string cron_expression;
  std::string cron_words;
  std::string timezone;
  std::optional<std::string> target_list_id;
  std::optional<JsonText> target_selector;
  std::string selector_words;  ///< of its selector, or of the plan's that chooses; empty: none does
  std::vector<std::string> targets;
  std::map<std::string, std::string> variables_override;
  std::string overlap;
  int grace_minutes = 15;
  std::string frozen_markdown;  ///< what runs: the schedule's own text, or the plan's as it is now
  std::string digest;           ///< of what runs; what an approver sends back
  std::string approved_by;
  std::optional<std::int64_t> approved_at;
  std::string approval_comment;
  std::optional<std::int64_t> next_run_at;
  std::optional<std::int64_t> last_run_at;
  std::vector<std::int64_t> next_runs;  ///< the next five
  std::optional<std::string> created_by;
  std::optional<std::string> updated_by;
  std::int64_t created_at = 0;
  std::int64_t updated_at = 0;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ScheduleView, (),
                      (id, tree_id, name, risk_level, status, is_active, scheduled_start,
                       cron_expression, cron_words, timezone, target_list_id, target_selector,
                       selector_words, targets, variables_override, overlap, grace_minutes,
                       frozen_markdown, digest, approved_by, approved_at, approval_comment,
                       next_run_at, last_run_at, next_runs, created_by, updated_by, created_at,
                       updated_at, version))

Result<store::PageRows<ScheduleView>> list_schedules(Context& context,
                                                     const store::ScheduleFilter& filter,
                                                     const store::PageQuery& page);
Result<ScheduleView> get_schedule(Context& context, std::string_view id);

/// kConflict naming the other where the flow has an active recurring schedule already, or labels
/// that match no server, among others that do, and are not confirmed; kInvalid with every problem.
/// At risk low it is approved by whoever makes it.
Result<ScheduleView> create_schedule(Context& context, const ScheduleInput& input);

/// An edit; of an approved one it takes the approval back. kConflict while it runs, kStale.
Result<ScheduleView> edit_schedule(Context& context, std::string_view id,
                                   const ScheduleInput& input, std::optional<std::int64_t> version);
/// The schedule's own text; it is kept through approval. Errors as above.
Result<ScheduleView> save_schedule_text(Context& context, std::string_view id, std::string markdown,
                                        std::optional<std::int64_t> version);

struct ScheduleDecision {
  bool approved = false;
  std::string digest;   ///< that was seen; needed to approve
  std::string comment;  ///< needed to reject
  std::string name;     ///< of the plan, typed by an author who approves alone
};
BOOST_DESCRIBE_STRUCT(ScheduleDecision, (), (approved, digest, comment, name))
/// kStale where what would be frozen is not what was seen; kForbidden where four eyes are needed.
Result<ScheduleView> decide_schedule(Context& context, std::string_view id,
                                     ScheduleDecision decision);

enum class ScheduleWord { kPause, kResume, kCancel };
Result<ScheduleView> tell_schedule(Context& context, std::string_view id, ScheduleWord word);

Result<void> delete_schedule(Context& context, std::string_view id);

}  // namespace fettle::usecases
