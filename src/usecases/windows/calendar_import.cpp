// Windows and freezes of an iCalendar text, brought in. See calendar.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/schedule/icalendar.hpp"
#include "usecases/field_problems.hpp"
#include "usecases/windows/calendar.hpp"
#include "usecases/windows/window_tables.hpp"

namespace fettle::usecases {
namespace {

using schedule::CalendarEntry;
using store::FreezeRow;
using store::WindowRow;

/// What is to be stored of one kind; an empty id: it is new.
template <class Row>
struct Planned {
  std::vector<Row> present;
  std::vector<Row> next;
};

struct Plan {
  Planned<WindowRow> windows;
  Planned<FreezeRow> freezes;
  ImportDifference shown;
};

Result<std::vector<CalendarEntry>> read(const ImportCalendar& import) {
  FieldProblems problems;
  const auto zone = schedule::load_zone(import.timezone.value_or("UTC"));
  if (!zone) problems.add("timezone", zone.error().message);
  FETTLE_TRY_VOID(problems.done());
  Diagnostics found;
  auto entries = schedule::read_icalendar(import.text, *zone, found);
  if (!found.has_errors()) return entries;
  const auto list = found.sorted();
  return std::unexpected(Error{
      .code = ErrorCode::kInvalid,
      .message = fmt::format("line {}: {}", list.front().span.begin.line, list.front().message),
      .diagnostics = list,
      .detail = {}});
}

ScopeInput scope_input(const CalendarEntry& entry, const ImportCalendar& import) {
  if (!entry.scope) return import.scope.value_or(ScopeInput{});
  return {std::string(enum_name(entry.scope->kind)), entry.scope->value};
}

WindowInput input_of(const CalendarEntry& entry, const WindowRow* present, ScopeInput scope) {
  // What a person has set here stays where the calendar says nothing of it.
  if (present != nullptr && !entry.scope) scope = {present->scope_kind, present->scope_value};
  return {.name = entry.name,
          .scope = std::move(scope),
          .cron_expression = entry.window->cron,
          .timezone = entry.window->zone,
          .length_minutes = static_cast<int>(entry.window->length.count())};
}

FreezeInput input_of(const CalendarEntry& entry, const FreezeRow* present, ScopeInput scope) {
  if (present != nullptr && !entry.scope) scope = {present->scope_kind, present->scope_value};
  const auto reason = entry.description.substr(0, entry.description.find('\n'));
  return {.name = entry.name,
          .reason = reason.empty() ? entry.name : reason,
          .scope = std::move(scope),
          .begins_at = entry.freeze->begin,
          .ends_at = entry.freeze->end};
}

std::vector<std::pair<std::string, std::string>> fields_of(const WindowRow& row) {
  return {{"scope", row.scope_kind + ":" + row.scope_value},
          {"cron_expression", row.cron_expression},
          {"timezone", row.timezone},
          {"length_minutes", std::to_string(row.length_minutes)}};
}

std::vector<std::pair<std::string, std::string>> fields_of(const FreezeRow& row) {
  return {{"scope", row.scope_kind + ":" + row.scope_value},
          {"reason", row.reason},
          {"begins_at", to_rfc3339(row.begins_at)},
          {"ends_at", to_rfc3339(row.ends_at)}};
}

template <class Row>
ImportChange compare(const Row* before, const Row& after) {
  ImportChange change{.name = after.name, .fields = {}};
  if (before != nullptr && before->name != after.name) {
    change.fields.push_back({"name", before->name, after.name});
  }
  const auto now = fields_of(after);
  const auto was = before == nullptr ? decltype(now){} : fields_of(*before);
  for (std::size_t i = 0; i < now.size(); ++i) {
    const auto old = was.empty() ? std::string() : was[i].second;
    if (old != now[i].second) change.fields.push_back({now[i].first, old, now[i].second});
  }
  return change;
}

template <class Row>
Result<void> plan_one(Context& context, const CalendarEntry& entry, const ImportCalendar& import,
                      Planned<Row>& planned, ImportDifference& shown) {
  const auto found = std::ranges::find_if(planned.present, [&](const Row& row) {
    return row.uid == entry.uid || row.id + "@fettle" == entry.uid;
  });
  const auto* const before = found == planned.present.end() ? nullptr : &*found;
  auto row = before == nullptr ? Row{} : *before;
  if (before == nullptr) row.uid = entry.uid;
  if (auto filled = fill(context, row, input_of(entry, before, scope_input(entry, import)));
      !filled) {
    auto error = std::move(filled).error();
    for (auto& problem : error.diagnostics) problem.span = {{entry.line, 1}, {entry.line, 1}};
    error.message = fmt::format("line {}: {}", entry.line, error.message);
    return std::unexpected(std::move(error));
  }
  auto change = compare(before, row);
  if (before != nullptr && change.fields.empty()) {
    ++shown.unchanged;
    return {};
  }
  (before == nullptr ? shown.added : shown.changed).push_back(std::move(change));
  planned.next.push_back(std::move(row));
  return {};
}

Result<Plan> make_plan(Context& context, const ImportCalendar& import,
                       const std::vector<CalendarEntry>& entries) {
  Plan plan;
  FETTLE_TRY(windows, store::list_windows(context.database, context.actor.team));
  FETTLE_TRY(freezes, store::list_freezes(context.database, context.actor.team));
  plan.windows.present = std::move(windows);
  plan.freezes.present = std::move(freezes);
  for (const auto& entry : entries) {
    FETTLE_TRY_VOID(entry.window ? plan_one(context, entry, import, plan.windows, plan.shown)
                                 : plan_one(context, entry, import, plan.freezes, plan.shown));
  }
  plan.shown.digest = digest_of(plan.shown, context.actor.team);
  return plan;
}

template <class Row>
Result<void> store_all(Context& context, const RuleTable<Row>& table, Planned<Row>& planned) {
  auto present = planned.present.size();
  for (auto& row : planned.next) {
    if (row.id.empty()) {
      FETTLE_TRY_VOID(insert_rule(context, table, row, present));
      ++present;
      continue;
    }
    const auto before = *std::ranges::find(planned.present, row.id, &Row::id);
    FETTLE_TRY_VOID(update_rule(context, table, row, before));
  }
  return {};
}

}  // namespace

Result<ImportDifference> import_calendar(Context& context, const ImportCalendar& import) {
  FETTLE_TRY(entries, read(import));
  FETTLE_TRY(transaction, begin_to_apply(context, import.apply));
  FETTLE_TRY(plan, make_plan(context, import, entries));
  if (!transaction) return std::move(plan.shown);
  if (!import.digest) {
    FieldProblems problems;
    problems.add("digest", "is required to apply: it is that of the difference that was seen");
    FETTLE_TRY_VOID(problems.done());
  }
  if (*import.digest != plan.shown.digest) {
    return fail(ErrorCode::kConflict,
                "what the import would change is not what you saw: look at the difference again");
  }
  FETTLE_TRY_VOID(store_all(context, kWindowTable, plan.windows));
  FETTLE_TRY_VOID(store_all(context, kFreezeTable, plan.freezes));
  FETTLE_TRY_VOID(transaction->commit());
  context.services.batches.rules_changed();
  plan.shown.applied = true;
  return std::move(plan.shown);
}

}  // namespace fettle::usecases
