#include "usecases/windows/windows.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/engine/batch.hpp"
#include "core/schedule/next_fire.hpp"
#include "core/schedule/words.hpp"
#include "store/team_batches.hpp"
#include "usecases/secrets/secret_mask.hpp"
#include "usecases/version.hpp"
#include "usecases/windows/rule_scope.hpp"
#include "usecases/windows/window_tables.hpp"

namespace fettle::usecases {
namespace {

using store::FreezeRow;
using store::WindowRow;

constexpr std::size_t kReasonMax = 500;
constexpr Instant kLastInstant{253'402'300'799'999};  // 9999-12-31T23:59:59.999Z

Result<WindowView> view_of(Context& context, const WindowRow& row) {
  FETTLE_TRY(rule, store::rule_of(row));
  FETTLE_TRY(scope, show_scope(context, row.scope_kind, row.scope_value));
  WindowView view{.id = row.id,
                  .name = row.name,
                  .scope = std::move(scope),
                  .cron_expression = row.cron_expression,
                  .cron_words = schedule::describe(rule.window.opens),
                  .timezone = row.timezone,
                  .length_minutes = row.length_minutes,
                  .created_by = row.created_by,
                  .created_at = row.created_at,
                  .updated_at = row.updated_at,
                  .version = row.version};
  if (const auto span = schedule::next_span(rule.window, context.now)) {
    view.is_open = span->begin <= context.now;
    view.opens_at = span->begin;
    view.closes_at = span->end;
  }
  return view;
}

Result<FreezeView> view_of(Context& context, const FreezeRow& row) {
  FETTLE_TRY(scope, show_scope(context, row.scope_kind, row.scope_value));
  return FreezeView{.id = row.id,
                    .name = row.name,
                    .reason = row.reason,
                    .scope = std::move(scope),
                    .begins_at = row.begins_at,
                    .ends_at = row.ends_at,
                    .holds_now = row.begins_at <= context.now && context.now < row.ends_at,
                    .created_by = row.created_by,
                    .created_at = row.created_at,
                    .updated_at = row.updated_at,
                    .version = row.version};
}

template <class View, class Row>
Result<std::vector<View>> views_of(Context& context, const std::vector<Row>& rows) {
  std::vector<View> views;
  for (const auto& row : rows) {
    FETTLE_TRY(view, view_of(context, row));
    views.push_back(std::move(view));
  }
  return views;
}

/// Stored, told to whoever waits, and shown.
template <class Row>
auto finish(Context& context, store::Transaction& transaction, const Row& row)
    -> decltype(view_of(context, row)) {
  auto view = view_of(context, row);
  if (!view) return view;
  FETTLE_TRY_VOID(transaction.commit());
  context.services.batches.rules_changed();
  return view;
}

template <class Row, class Input>
auto create(Context& context, const RuleTable<Row>& table, const Input& input, std::size_t present)
    -> decltype(view_of(context, std::declval<Row>())) {
  Row row;
  FETTLE_TRY_VOID(fill(context, row, input));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(insert_rule(context, table, row, present));
  return finish(context, transaction, row);
}

template <class Row, class Change, class Input>
auto replace(Context& context, const RuleTable<Row>& table, const Change& change,
             const Input& input) -> decltype(view_of(context, std::declval<Row>())) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(before, find_rule(context, table, change.id));
  FETTLE_TRY(current, view_of(context, before));
  FETTLE_TRY_VOID(check_version(change.version, current));
  auto row = before;
  FETTLE_TRY_VOID(fill(context, row, input));
  FETTLE_TRY_VOID(update_rule(context, table, row, before));
  return finish(context, transaction, row);
}

void check_opening(const WindowInput& input, FieldProblems& problems) {
  constexpr int kLengthMax = static_cast<int>(schedule::kWindowLengthMax.count());
  if (const auto zone = schedule::load_zone(input.timezone.value_or("UTC")); !zone) {
    problems.add("timezone", zone.error().message);
  }
  if (input.length_minutes < 1 || input.length_minutes > kLengthMax) {
    problems.add("length_minutes", fmt::format("must be 1 to {}, which is a week", kLengthMax));
  }
  Diagnostics found;
  const auto cron = schedule::parse_cron(input.cron_expression, found);
  if (cron) schedule::check_fires(*cron, input.cron_expression, found);
  for (const auto& one : found.sorted()) {
    if (one.severity == Severity::kError) problems.add("cron_expression", one.message, one.hint);
  }
}

}  // namespace

Result<void> fill(Context& context, WindowRow& row, const WindowInput& input) {
  FieldProblems problems;
  problems.check_name("name", input.name);
  const auto scope = input.scope.value_or(ScopeInput{});
  FETTLE_TRY_VOID(check_scope(context, scope, problems));
  check_opening(input, problems);
  FETTLE_TRY_VOID(problems.done());
  row.name = input.name;
  row.scope_kind = scope.kind;
  row.scope_value = scope.value;
  row.cron_expression = input.cron_expression;
  row.timezone = input.timezone.value_or("UTC");
  row.length_minutes = input.length_minutes;
  return {};
}

Result<void> fill(Context& context, FreezeRow& row, const FreezeInput& input) {
  FieldProblems problems;
  problems.check_name("name", input.name);
  problems.check_name("reason", input.reason, kReasonMax);
  const auto scope = input.scope.value_or(ScopeInput{});
  FETTLE_TRY_VOID(check_scope(context, scope, problems));
  const bool is_in_range = input.begins_at.ms >= 0 && input.ends_at <= kLastInstant;
  if (!is_in_range || input.ends_at <= input.begins_at) {
    problems.add("ends_at", "must be after begins_at, and both from 1970 to 9999");
  }
  FETTLE_TRY_VOID(problems.done());
  row.name = input.name;
  row.reason = input.reason;
  FETTLE_TRY_VOID(hide_secrets(context, row.reason));
  row.scope_kind = scope.kind;
  row.scope_value = scope.value;
  row.begins_at = input.begins_at;
  row.ends_at = input.ends_at;
  return {};
}

Result<std::vector<WindowView>> list_windows(Context& context) {
  FETTLE_TRY(rows, store::list_windows(context.database, context.actor.team));
  return views_of<WindowView>(context, rows);
}

Result<WindowView> get_window(Context& context, std::string_view id) {
  FETTLE_TRY(row, find_rule(context, kWindowTable, id));
  return view_of(context, row);
}

Result<WindowView> create_window(Context& context, const WindowInput& input) {
  FETTLE_TRY(present, store::list_windows(context.database, context.actor.team));
  return create(context, kWindowTable, input, present.size());
}

Result<WindowView> replace_window(Context& context, const ReplaceWindow& change) {
  return replace(context, kWindowTable, change, change.window);
}

Result<void> delete_window(Context& context, std::string_view id) {
  return delete_rule(context, kWindowTable, id);
}

Result<std::vector<FreezeView>> list_freezes(Context& context) {
  FETTLE_TRY(rows, store::list_freezes(context.database, context.actor.team));
  return views_of<FreezeView>(context, rows);
}

Result<FreezeView> get_freeze(Context& context, std::string_view id) {
  FETTLE_TRY(row, find_rule(context, kFreezeTable, id));
  return view_of(context, row);
}

Result<FreezeView> create_freeze(Context& context, const FreezeInput& input) {
  FETTLE_TRY(present, store::list_freezes(context.database, context.actor.team));
  return create(context, kFreezeTable, input, present.size());
}

Result<FreezeView> replace_freeze(Context& context, const ReplaceFreeze& change) {
  return replace(context, kFreezeTable, change, change.freeze);
}

Result<void> delete_freeze(Context& context, std::string_view id) {
  return delete_rule(context, kFreezeTable, id);
}

Result<OverrideView> override_windows(Context& context, std::string_view batch,
                                      std::string reason) {
  FieldProblems problems;
  problems.check_name("reason", reason, kReasonMax);
  FETTLE_TRY_VOID(problems.done());
  FETTLE_TRY_VOID(hide_secrets(context, reason));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, store::find_team_batch(context.database, context.actor.team, batch));
  if (row.ended_at) {
    return fail(ErrorCode::kConflict,
                fmt::format("the batch is {}: nothing of it is to start", row.status));
  }
  FETTLE_TRY_VOID(
      store::override_rules(context.database, {context.actor.team, row.id},
                            {reason, to_canonical_json(context.actor.principal), context.now}));
  const OverrideView view{row.id, reason, context.now};
  FETTLE_TRY_VOID(audit(
      context,
      {.action = "batch.windows_overridden", .subject = row.id, .after = to_canonical_json(view)}));
  FETTLE_TRY_VOID(announce(context, "batches", "updated", row.id));
  FETTLE_TRY_VOID(transaction.commit());
  context.services.batches.rules_changed();
  return view;
}

}  // namespace fettle::usecases
