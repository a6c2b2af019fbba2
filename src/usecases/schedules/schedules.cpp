#include "usecases/schedules/schedules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "core/schedule/cron.hpp"
#include "core/schedule/next_fire.hpp"
#include "core/schedule/words.hpp"
#include "core/schedule/zone.hpp"
#include "store/flow_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/four_eyes.hpp"
#include "usecases/batches/named_targets.hpp"
#include "usecases/batches/plan_launch.hpp"
#include "usecases/flows/flow_text.hpp"
#include "usecases/notifications/notify_team.hpp"
#include "usecases/secrets/secret_mask.hpp"
#include "usecases/targets/select_servers.hpp"

namespace fettle::usecases {
namespace {

using store::ScheduleRow;
using Texts = std::map<std::string, std::string>;

constexpr int kNextRuns = 5;
constexpr int kGraceMax = 1440;

struct Audited {
  std::string tree_id;
  std::string status;
  std::string cron_expression;
  std::string timezone;
  std::optional<std::int64_t> scheduled_start;
  std::string digest;
};
BOOST_DESCRIBE_STRUCT(Audited, (),
                      (tree_id, status, cron_expression, timezone, scheduled_start, digest))

std::string audited(const ScheduleRow& row) {
  return to_canonical_json(Audited{row.tree_id, row.status, row.cron_expression, row.timezone,
                                   row.scheduled_start, row.digest});
}

bool is_final(std::string_view status) {
  return status == "rejected" || status == "cancelled" || status == "completed" ||
         status == "failed" || status == "missed";
}

void set_status(ScheduleRow& row, std::string_view status) {
  row.status = status;
  row.is_active = !is_final(status) && status != "paused";
}

// --- when -------------------------------------------------------------------------------------

std::optional<schedule::Cron> cron_of(const ScheduleRow& row) {
  if (row.cron_expression.empty()) return std::nullopt;
  Diagnostics ignored;  // checked when it was stored
  return schedule::parse_cron(row.cron_expression, ignored);
}

/// From the first start on, the first planned instant that is not past.
std::optional<std::int64_t> first_run(const ScheduleRow& row, Instant now) {
  const auto cron = cron_of(row);
  if (!cron) return row.scheduled_start;
  const auto zone = schedule::load_zone(row.timezone);
  if (!zone) return std::nullopt;
  const Instant from{std::max(row.scheduled_start.value_or(now.ms), now.ms)};
  const auto next = schedule::next_fire(*cron, *zone, from - Milliseconds(1));
  return next ? std::optional(next->ms) : std::nullopt;
}

std::vector<std::int64_t> next_runs(const ScheduleRow& row) {
  std::vector<std::int64_t> runs;
  if (!row.next_run_at) return runs;
  runs.push_back(*row.next_run_at);
  const auto cron = cron_of(row);
  const auto zone = schedule::load_zone(row.timezone);
  while (cron && zone && runs.size() < kNextRuns) {
    const auto next = schedule::next_fire(*cron, *zone, Instant{runs.back()});
    if (!next) break;
    runs.push_back(next->ms);
  }
  return runs;
}

// --- what -------------------------------------------------------------------------------------

Result<std::vector<std::string>> labels_of(Context& context, const ScheduleRow& row) {
  if (row.target_list_id) return labels_of_list(context, *row.target_list_id);
  if (!row.target_selector.empty()) {
    FETTLE_TRY(selector, read_selector_text(row.target_selector));
    return labels_of_selector(context, selector);
  }
  return from_json<std::vector<std::string>>(row.targets);
}

Result<std::string> text_of(Context& context, const ScheduleRow& row) {
  if (!row.frozen_markdown.empty()) return row.frozen_markdown;
  FETTLE_TRY(flow, find_plan(context, row.tree_id));
  return std::move(flow.markdown);
}

Result<PlannedLaunch> plan_of(Context& context, const ScheduleRow& row) {
  FETTLE_TRY(text, text_of(context, row));
  FETTLE_TRY(labels, labels_of(context, row));
  FETTLE_TRY(variables, from_json<Texts>(row.variables_override));
  return plan_launch(context, {.markdown = std::move(text),
                               .variables = std::move(variables),
                               .labels = std::move(labels)});
}

/// Most texts have no selector, and are not read for it.
std::string selector_words(const ScheduleRow& row, const std::string& text) {
  if (row.target_list_id || row.targets != "[]") return {};
  if (!row.target_selector.empty()) {
    const auto selector = read_selector_text(row.target_selector);
    return selector ? describe(*selector) : std::string();
  }
  if (!text.contains("target_selector")) return {};
  const auto parsed = read_flow_text(text, {});
  const bool chooses = parsed.flow && parsed.flow->target_selector;
  return chooses ? describe(*parsed.flow->target_selector) : std::string();
}

Result<ScheduleView> view_of(Context& context, const ScheduleRow& row) {
  FETTLE_TRY(flow, store::find_flow(context.database, {context.actor.team, row.tree_id}));
  FETTLE_TRY(targets, from_json<std::vector<std::string>>(row.targets));
  FETTLE_TRY(variables, from_json<Texts>(row.variables_override));
  ScheduleView view{.id = row.id,
                    .tree_id = row.tree_id,
                    .name = flow ? flow->name : std::string(),
                    .risk_level = flow ? flow->risk_level : std::string(),
                    .status = row.status,
                    .is_active = row.is_active,
                    .scheduled_start = row.scheduled_start,
                    .cron_expression = row.cron_expression,
                    .timezone = row.timezone,
                    .target_list_id = row.target_list_id,
                    .target_selector = {},
                    .selector_words = {},
                    .targets = std::move(targets),
                    .variables_override = std::move(variables),
                    .overlap = row.overlap,
                    .grace_minutes = row.grace_minutes,
                    .frozen_markdown = row.frozen_markdown,
                    .digest = row.digest,
                    .approved_by = row.approved_by,
                    .approved_at = row.approved_at,
                    .approval_comment = row.approval_comment,
                    .next_run_at = row.next_run_at,
                    .last_run_at = row.last_run_at,
                    .next_runs = next_runs(row),
                    .created_by = row.created_by,
                    .updated_by = row.updated_by,
                    .created_at = row.created_at,
                    .updated_at = row.updated_at,
                    .version = row.version};
  if (!row.target_selector.empty()) view.target_selector = JsonText{row.target_selector};
  if (const auto cron = cron_of(row)) view.cron_words = schedule::describe(*cron);
  if (view.frozen_markdown.empty() && flow) view.frozen_markdown = flow->markdown;
  view.selector_words = selector_words(row, view.frozen_markdown);
  return view;
}

// --- fields -----------------------------------------------------------------------------------

void check_time(const ScheduleRow& row, FieldProblems& problems) {
  if (const auto zone = schedule::load_zone(row.timezone); !zone) {
    problems.add("timezone", zone.error().message);
  }
  if (row.cron_expression.empty()) return;
  constexpr std::size_t kCronMax = 100;
  if (row.cron_expression.size() > kCronMax) {
    problems.add("cron_expression", "has more than 100 characters");
    return;
  }
  Diagnostics found;
  const auto cron = schedule::parse_cron(row.cron_expression, found);
  if (cron) schedule::check_fires(*cron, row.cron_expression, found);
  for (const auto& one : found.sorted()) {
    if (one.severity == Severity::kError) problems.add("cron_expression", one.message, one.hint);
  }
}

/// What `input` says, in the row.
Result<void> fill(Context& context, ScheduleRow& row, const ScheduleInput& input) {
  FieldProblems problems;
  if (input.scheduled_start) row.scheduled_start = input.scheduled_start;
  if (input.cron_expression) row.cron_expression = *input.cron_expression;
  if (input.timezone) row.timezone = *input.timezone;
  if (input.overlap) row.overlap = *input.overlap;
  if (row.overlap != "skip" && row.overlap != "queue") {
    problems.add("overlap", "is neither skip nor queue");
  }
  if (input.grace_minutes) row.grace_minutes = *input.grace_minutes;
  if (row.grace_minutes < 0 || row.grace_minutes > kGraceMax) {
    problems.add("grace_minutes", "must be 0 to 1440");
  }
  const int ways =
      (input.target_list_id ? 1 : 0) + (input.targets ? 1 : 0) + (input.target_selector ? 1 : 0);
  if (ways > 1) {
    problems.add("targets", "can be named one way: target_list_id, target_selector or targets");
  }
  if (ways == 1) {
    row.target_list_id.reset();
    row.target_selector.clear();
    row.targets = "[]";
  }
  if (input.target_list_id) {
    row.target_list_id = input.target_list_id;
    if (row.target_list_id->empty()) row.target_list_id.reset();
  }
  if (input.target_selector) {
    row.target_selector = input.target_selector->text;
    if (const auto read = read_selector_text(row.target_selector); !read) {
      problems.add("target_selector", read.error().message);
    }
  }
  if (input.targets) {
    std::vector<TargetEntry> entries;
    std::vector<std::string> labels;
    for (const auto& target : *input.targets) {
      entries.push_back({target.label, {}, {}});
      labels.push_back(target.label);
    }
    check_targets(entries, "targets", problems);
    row.targets = to_canonical_json(labels);
  }
  if (input.variables_override) {
    row.variables_override = to_canonical_json(*input.variables_override);
  }
  check_time(row, problems);
  FETTLE_TRY_VOID(problems.done());
  if (!row.scheduled_start && row.cron_expression.empty()) row.scheduled_start = context.now.ms;
  return {};
}

/// At most one active recurring schedule a flow.
Result<void> check_only_recurring(Context& context, const ScheduleRow& row) {
  if (row.cron_expression.empty() || !row.is_active) return {};
  FETTLE_TRY(other,
             store::find_recurring(context.database, {context.actor.team, row.tree_id}, row.id));
  if (!other) return {};
  return fail(ErrorCode::kConflict,
              fmt::format("the flow has an active recurring schedule already: {} ({} {}); change "
                          "that one, or pause or cancel it first",
                          other->id, other->cron_expression, other->timezone));
}

void take_approval_back(ScheduleRow& row) {
  row.approved_by.clear();
  row.approved_at.reset();
  row.approval_comment.clear();
  row.approved_record.clear();
  set_status(row, "pending_approval");
}

void freeze(Context& context, ScheduleRow& row, const PlannedLaunch& planned, std::string comment) {
  row.frozen_markdown = planned.launch.frozen.markdown;
  row.approved_record = to_canonical_json(planned.launch.frozen);
  row.digest = engine::digest(planned.launch.frozen);
  row.approved_by = to_canonical_json(context.actor.principal);
  row.approved_at = context.now.ms;
  row.approval_comment = std::move(comment);
  set_status(row, "approved");
}

Result<ScheduleRow> editable(Context& context, std::string_view id,
                             std::optional<std::int64_t> version) {
  FETTLE_TRY(row, store::find_schedule(context.database, {context.actor.team, id}));
  if (version && *version != row.version) {
    auto stale = fail(ErrorCode::kStale, "the schedule has changed since you read it; look again");
    if (auto current = view_of(context, row)) stale.error().current = to_json(*current);
    return stale;
  }
  if (row.status == "running") {
    return fail(ErrorCode::kConflict, "the schedule runs at the moment; edit it afterwards");
  }
  if (is_final(row.status)) {
    return fail(ErrorCode::kConflict,
                fmt::format("the schedule is {}; make a new one", row.status));
  }
  return row;
}

/// Tells the team of a schedule that waits for an approval.
Result<void> ask_for_approval(Context& context, const ScheduleView& view) {
  if (view.status != "pending_approval") return {};
  return notify_team(context, {.event = ports::TeamEvent::kApprovalNeeded,
                               .text = fmt::format("{}: the schedule waits for an approval (risk "
                                                   "{})",
                                                   view.name, view.risk_level),
                               .link = "/maintenances/schedules/" + view.id});
}

Result<ScheduleView> store_change(Context& context, ScheduleRow row, std::string_view action,
                                  std::string before) {
  row.updated_at = context.now.ms;
  ++row.version;
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(check_only_recurring(context, row));
  FETTLE_TRY(old, store::find_schedule(context.database, {context.actor.team, row.id}));
  FETTLE_TRY(is_current, store::update_schedule(context.database, row));
  if (!is_current) {
    return fail(ErrorCode::kStale, "the schedule has changed since you read it; look again");
  }
  FETTLE_TRY_VOID(audit(
      context,
      {.action = action, .subject = row.id, .before = std::move(before), .after = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "schedules", "updated", row.id));
  FETTLE_TRY(view, view_of(context, row));
  if (old.status != row.status) FETTLE_TRY_VOID(ask_for_approval(context, view));
  FETTLE_TRY_VOID(transaction.commit());
  return view;
}

bool names_targets(const ScheduleInput& input) {
  return input.target_list_id || input.target_selector || input.targets;
}

/// What would run now decides whether an edit may be stored, and its digest is what is approved.
Result<void> check_plan(Context& context, ScheduleRow& row,
                        const std::optional<bool>& manual_confirmed) {
  FETTLE_TRY(planned, plan_of(context, row));
  // Where none matches, all of it is meant for hands; one among others may be a typing error.
  const bool all_by_hand = planned.unmatched.size() == planned.launch.frozen.targets.size();
  if (!all_by_hand) FETTLE_TRY_VOID(check_by_hand(planned.unmatched, manual_confirmed));
  row.digest = engine::digest(planned.launch.frozen);
  if (!needs_approval(planned.risk_level)) freeze(context, row, planned, "risk low");
  return {};
}

}  // namespace

Result<store::PageRows<ScheduleView>> list_schedules(Context& context,
                                                     const store::ScheduleFilter& filter,
                                                     const store::PageQuery& page) {
  FETTLE_TRY(found, store::list_schedules(context.database, context.actor.team, filter, page));
  store::PageRows<ScheduleView> views{.rows = {}, .total = found.total};
  for (const auto& row : found.rows) {
    FETTLE_TRY(view, view_of(context, row));
    views.rows.push_back(std::move(view));
  }
  return views;
}

Result<ScheduleView> get_schedule(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_schedule(context.database, {context.actor.team, id}));
  return view_of(context, row);
}

Result<ScheduleView> create_schedule(Context& context, const ScheduleInput& input) {
  const auto& id = input.tree_id ? input.tree_id : input.plan_id;
  if (!id) return fail(ErrorCode::kInvalid, "tree_id: is required");
  FETTLE_TRY(flow, find_plan(context, *id));
  ScheduleRow row{.id = context.new_id(),
                  .team_id = context.actor.team,
                  .tree_id = flow.id,
                  .created_by = context.actor.user,
                  .updated_by = context.actor.user,
                  .created_at = context.now.ms,
                  .updated_at = context.now.ms};
  set_status(row, "pending_approval");
  FETTLE_TRY_VOID(fill(context, row, input));
  FETTLE_TRY_VOID(check_plan(context, row, input.manual_confirmed));
  row.next_run_at = first_run(row, context.now);
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(check_only_recurring(context, row));
  FETTLE_TRY_VOID(store::insert_schedule(context.database, row));
  FETTLE_TRY_VOID(
      audit(context, {.action = "schedule.created", .subject = row.id, .after = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "schedules", "created", row.id));
  FETTLE_TRY(view, view_of(context, row));
  FETTLE_TRY_VOID(ask_for_approval(context, view));
  FETTLE_TRY_VOID(transaction.commit());
  return view;
}

Result<ScheduleView> edit_schedule(Context& context, std::string_view id,
                                   const ScheduleInput& input,
                                   std::optional<std::int64_t> version) {
  FETTLE_TRY(row, editable(context, id, version));
  const auto before = audited(row);
  const bool was_paused = row.status == "paused";
  FETTLE_TRY_VOID(fill(context, row, input));
  row.updated_by = context.actor.user;
  take_approval_back(row);
  // Of targets that stay, it was asked when they were named.
  const auto confirmed = names_targets(input) ? input.manual_confirmed : true;
  FETTLE_TRY_VOID(check_plan(context, row, confirmed));
  if (was_paused) set_status(row, "paused");
  row.next_run_at = first_run(row, context.now);
  return store_change(context, std::move(row), audit_action("schedule.edited"), before);
}

Result<ScheduleView> save_schedule_text(Context& context, std::string_view id, std::string markdown,
                                        std::optional<std::int64_t> version) {
  FETTLE_TRY(row, editable(context, id, version));
  const auto before = audited(row);
  row.frozen_markdown = std::move(markdown);
  row.updated_by = context.actor.user;
  take_approval_back(row);
  FETTLE_TRY_VOID(check_plan(context, row, true));
  return store_change(context, std::move(row), audit_action("schedule.text_saved"), before);
}

Result<ScheduleView> decide_schedule(Context& context, std::string_view id,
                                     ScheduleDecision decision) {
  FETTLE_TRY_VOID(hide_secrets(context, decision.comment));
  FETTLE_TRY(row, store::find_schedule(context.database, {context.actor.team, id}));
  if (row.status != "pending_approval") {
    return fail(ErrorCode::kConflict,
                fmt::format("the schedule is {} and waits for no approval", row.status));
  }
  const auto before = audited(row);
  if (!decision.approved) {
    if (decision.comment.empty()) return fail(ErrorCode::kInvalid, "comment: say why");
    row.approval_comment = decision.comment;
    row.approved_by = to_canonical_json(context.actor.principal);
    set_status(row, "rejected");
    return store_change(context, std::move(row), audit_action("schedule.rejected"), before);
  }
  FETTLE_TRY(planned, plan_of(context, row));
  if (engine::digest(planned.launch.frozen) != decision.digest) {
    row.digest = engine::digest(planned.launch.frozen);
    auto stale = fail(ErrorCode::kStale,
                      "digest: what would run is not what you saw; look again, then decide");
    if (auto current = view_of(context, row)) stale.error().current = to_json(*current);
    return stale;
  }
  FETTLE_TRY(eyes, check_four_eyes(context, {.risk_level = planned.risk_level,
                                             .authors = {row.created_by.value_or(""),
                                                         row.updated_by.value_or("")},
                                             .plan = planned.launch.name,
                                             .typed_name = decision.name}));
  auto comment = decision.comment;
  if (eyes == Eyes::kOwn) comment += comment.empty() ? "self-approved" : " (self-approved)";
  freeze(context, row, planned, std::move(comment));
  return store_change(context, std::move(row), audit_action("schedule.approved"), before);
}

Result<ScheduleView> tell_schedule(Context& context, std::string_view id, ScheduleWord word) {
  FETTLE_TRY(row, store::find_schedule(context.database, {context.actor.team, id}));
  const auto before = audited(row);
  const bool is_paused = row.status == "paused";
  if (is_final(row.status) || (word == ScheduleWord::kResume) != is_paused) {
    if (word != ScheduleWord::kCancel || is_final(row.status)) {
      return fail(ErrorCode::kConflict,
                  fmt::format("the schedule is {}, which does not allow that", row.status));
    }
  }
  switch (word) {
    case ScheduleWord::kPause:
      set_status(row, "paused");
      return store_change(context, std::move(row), audit_action("schedule.paused"), before);
    case ScheduleWord::kResume:
      set_status(row, row.approved_record.empty() ? "pending_approval" : "approved");
      row.next_run_at = first_run(row, context.now);
      return store_change(context, std::move(row), audit_action("schedule.resumed"), before);
    case ScheduleWord::kCancel:
      set_status(row, "cancelled");
      row.next_run_at.reset();
      return store_change(context, std::move(row), audit_action("schedule.cancelled"), before);
  }
  std::unreachable();
}

Result<void> delete_schedule(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_schedule(context.database, {context.actor.team, id}));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(store::delete_schedule(context.database, {context.actor.team, id}));
  FETTLE_TRY_VOID(
      audit(context, {.action = "schedule.deleted", .subject = row.id, .before = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "schedules", "deleted", row.id));
  return transaction.commit();
}

}  // namespace fettle::usecases
