#include "usecases/windows/calendar.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/schedule/icalendar.hpp"
#include "core/schedule/next_fire.hpp"
#include "store/calendar_store.hpp"
#include "usecases/field_problems.hpp"

namespace fettle::usecases {
namespace {

constexpr std::size_t kItemsMax = 5000;
constexpr std::size_t kSpansOfOneMax = 1000;
constexpr int kRowsMax = 1000;
constexpr Milliseconds kSpanMax = std::chrono::days(366);

/// Keeps no more than may be shown, and that there were more.
class Items {
 public:
  void add(CalendarItem item) {
    if (calendar_.items.size() < kItemsMax) {
      calendar_.items.push_back(std::move(item));
    } else {
      calendar_.is_cut = true;
    }
  }
  void cut_if(bool is_cut) { calendar_.is_cut = calendar_.is_cut || is_cut; }
  Calendar sorted() && {
    std::ranges::sort(calendar_.items, {}, [](const CalendarItem& item) {
      return std::tie(item.begins_at, item.kind, item.id);
    });
    return std::move(calendar_);
  }

 private:
  Calendar calendar_;
};

Result<void> add_windows(Context& context, const CalendarSpan& span, Items& items) {
  FETTLE_TRY(rows, store::list_windows(context.database, context.actor.team));
  for (const auto& row : rows) {
    FETTLE_TRY(rule, store::rule_of(row));
    const auto spans = schedule::spans_between(rule.window, {span.from, span.to}, kSpansOfOneMax);
    items.cut_if(spans.size() == kSpansOfOneMax);
    for (const auto& open : spans) {
      items.add({.kind = "window",
                 .id = row.id,
                 .name = row.name,
                 .status = {},
                 .begins_at = open.begin,
                 .ends_at = open.end,
                 .batch_id = {}});
    }
  }
  return {};
}

Result<void> add_freezes(Context& context, const CalendarSpan& span, Items& items) {
  FETTLE_TRY(rows, store::list_freezes(context.database, context.actor.team, span.from));
  for (const auto& row : rows) {
    if (row.begins_at >= span.to) continue;
    items.add({.kind = "freeze",
               .id = row.id,
               .name = row.name,
               .status = {},
               .begins_at = row.begins_at,
               .ends_at = row.ends_at,
               .batch_id = {}});
  }
  return {};
}

Result<void> add_past_firings(Context& context, const CalendarSpan& span, Items& items) {
  FETTLE_TRY(firings, store::firings_between(context.database, context.actor.team,
                                             {span.from, span.to, kRowsMax}));
  items.cut_if(firings.size() == kRowsMax);
  for (auto& firing : firings) {
    items.add({.kind = "schedule",
               .id = std::move(firing.schedule_id),
               .name = std::move(firing.name),
               .status = std::move(firing.outcome),
               .begins_at = {firing.planned_at},
               .ends_at = {},
               .batch_id = std::move(firing.batch_id)});
  }
  return {};
}

/// The instants at which one schedule is to fire.
Result<void> add_coming(const store::ComingSchedule& coming, const CalendarSpan& span,
                        Items& items) {
  Diagnostics ignored;  // checked when it was stored
  const auto cron = schedule::parse_cron(coming.cron_expression, ignored);
  FETTLE_TRY(zone, schedule::load_zone(coming.timezone));
  std::optional<Instant> at = Instant{coming.next_run_at};
  if (*at < span.from && cron) at = schedule::next_fire(*cron, zone, span.from - Milliseconds(1));
  std::size_t count = 0;
  for (; at && *at < span.to; ++count) {
    if (count == kSpansOfOneMax) {
      items.cut_if(true);
      break;
    }
    const bool is_approved = coming.status == "approved" || coming.status == "running";
    if (*at >= span.from) {
      items.add({.kind = "schedule",
                 .id = coming.id,
                 .name = coming.name,
                 .status = is_approved ? "planned" : coming.status,
                 .begins_at = *at,
                 .ends_at = {},
                 .batch_id = {}});
    }
    at = cron ? schedule::next_fire(*cron, zone, *at) : std::nullopt;
  }
  return {};
}

schedule::Scope scope_of(std::string_view kind, const std::string& value) {
  return {enum_from_name<schedule::ScopeKind>(kind).value_or(schedule::ScopeKind::kTeam), value};
}

std::string uid_of(const std::string& uid, const std::string& id) {
  return uid.empty() ? id + "@fettle" : uid;
}

}  // namespace

Result<Calendar> read_calendar(Context& context, const CalendarSpan& span) {
  if (span.from.ms < 0 || span.to <= span.from || span.to - span.from > kSpanMax) {
    FieldProblems problems;
    problems.add("to", "must be after `from`, and by no more than 366 days");
    FETTLE_TRY_VOID(problems.done());
  }
  Items items;
  FETTLE_TRY_VOID(add_freezes(context, span, items));
  FETTLE_TRY_VOID(add_past_firings(context, span, items));
  FETTLE_TRY(coming, store::coming_schedules(context.database, context.actor.team,
                                             {span.from, span.to, kRowsMax}));
  items.cut_if(coming.size() == kRowsMax);
  for (const auto& schedule : coming) FETTLE_TRY_VOID(add_coming(schedule, span, items));
  FETTLE_TRY_VOID(add_windows(context, span, items));
  return std::move(items).sorted();
}

Result<std::string> export_calendar(Context& context) {
  std::vector<schedule::CalendarEntry> entries;
  FETTLE_TRY(windows, store::list_windows(context.database, context.actor.team));
  for (const auto& row : windows) {
    entries.push_back({.uid = uid_of(row.uid, row.id),
                       .name = row.name,
                       .description = {},
                       .scope = scope_of(row.scope_kind, row.scope_value),
                       .window = schedule::CalendarWindow{row.cron_expression, row.timezone,
                                                          std::chrono::minutes(row.length_minutes)},
                       .freeze = {}});
  }
  FETTLE_TRY(freezes, store::list_freezes(context.database, context.actor.team));
  for (const auto& row : freezes) {
    entries.push_back({.uid = uid_of(row.uid, row.id),
                       .name = row.name,
                       .description = row.reason,
                       .scope = scope_of(row.scope_kind, row.scope_value),
                       .window = {},
                       .freeze = schedule::OpenSpan{row.begins_at, row.ends_at}});
  }
  return schedule::write_icalendar(entries, context.now);
}

}  // namespace fettle::usecases
