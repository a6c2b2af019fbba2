#include "core/schedule/icalendar_zone.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "core/schedule/calendar_line.hpp"

namespace fettle::schedule {
namespace {

namespace chrono = std::chrono;
using chrono::local_seconds;

constexpr int kYears = 10;
constexpr std::array<std::string_view, 7> kDays{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

/// Changes that lead from one offset to the same other one.
struct Observance {
  ZoneChange kind;
  std::vector<local_seconds> onsets;  ///< by the clock before the change
};

bool is_same(const ZoneChange& a, const ZoneChange& b) {
  return a.before == b.before && a.after == b.after && a.name == b.name &&
         a.is_daylight == b.is_daylight;
}

std::vector<Observance> observances(const Zone& zone, Instant from) {
  const auto end = from + chrono::years(kYears);
  std::vector<Observance> found;
  for (auto change = zone.next_change(from - chrono::years(1)); change && change->at < end;
       change = zone.next_change(change->at)) {
    const chrono::seconds clock{change->at.ms / 1000};
    const local_seconds onset(clock + change->before);
    const auto known = std::ranges::find_if(
        found, [&](const Observance& one) { return is_same(one.kind, *change); });
    if (known != found.end()) {
      known->onsets.push_back(onset);
    } else {
      found.push_back({*change, {onset}});
    }
  }
  return found;
}

/// `20261205T220000`.
std::string stamp(local_seconds local) {
  const auto day = chrono::floor<chrono::days>(local);
  const chrono::year_month_day date{day};
  const chrono::hh_mm_ss time{local - day};
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}", static_cast<int>(date.year()),
                     unsigned{date.month()}, unsigned{date.day()}, time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

/// Which day of its month a change falls on: the last such weekday, or the nth.
struct YearlyDay {
  chrono::month month;
  chrono::weekday weekday;
  chrono::seconds time;
  int nth = 1;
  bool is_last = false;

  explicit YearlyDay(local_seconds onset) {
    const auto day = chrono::floor<chrono::days>(onset);
    const chrono::year_month_day date{day};
    month = date.month();
    weekday = chrono::weekday(day);
    time = onset - day;
    nth = static_cast<int>((unsigned{date.day()} - 1) / 7) + 1;
    is_last = chrono::year_month_day{day + chrono::days(7)}.month() != month;
  }
};

/// None where the changes follow no rule, or end.
std::optional<std::string> yearly_rule(const std::vector<local_seconds>& onsets) {
  if (onsets.size() < kYears) return std::nullopt;
  const YearlyDay first(onsets.front());
  bool is_nth = true;
  bool is_last = true;
  for (std::size_t i = 0; i < onsets.size(); ++i) {
    const YearlyDay day(onsets[i]);
    const auto years = chrono::round<chrono::years>(onsets[i] - onsets.front()).count();
    const bool fits = day.month == first.month && day.weekday == first.weekday &&
                      day.time == first.time && years == static_cast<std::int64_t>(i);
    if (!fits) return std::nullopt;
    is_nth = is_nth && day.nth == first.nth;
    is_last = is_last && day.is_last;
  }
  if (!is_nth && !is_last) return std::nullopt;
  return fmt::format("FREQ=YEARLY;BYMONTH={};BYDAY={}{}", unsigned{first.month},
                     is_last ? -1 : first.nth, kDays.at(first.weekday.c_encoding()));
}

/// `+0530`; historic offsets have seconds.
std::string offset_text(chrono::seconds offset) {
  const chrono::hh_mm_ss time{chrono::abs(offset)};
  auto text = fmt::format("{}{:02}{:02}", offset.count() < 0 ? '-' : '+', time.hours().count(),
                          time.minutes().count());
  if (time.seconds().count() != 0) text += fmt::format("{:02}", time.seconds().count());
  return text;
}

std::string write_observance(const Observance& observance) {
  const auto& kind = observance.kind;
  const auto* name = kind.is_daylight ? "DAYLIGHT" : "STANDARD";
  const auto& onsets = observance.onsets;
  auto text = fold(fmt::format("BEGIN:{}", name)) +
              fold(fmt::format("DTSTART:{}", stamp(onsets.front()))) +
              fold(fmt::format("TZOFFSETFROM:{}", offset_text(kind.before))) +
              fold(fmt::format("TZOFFSETTO:{}", offset_text(kind.after))) +
              fold(fmt::format("TZNAME:{}", escape_text(kind.name)));
  if (const auto rule = yearly_rule(onsets)) {
    text += fold("RRULE:" + *rule);
  } else if (onsets.size() > 1) {
    std::vector<std::string> others;
    for (auto one = onsets.begin() + 1; one != onsets.end(); ++one) others.push_back(stamp(*one));
    text += fold(fmt::format("RDATE:{}", fmt::join(others, ",")));
  }
  return text + fold(fmt::format("END:{}", name));
}

/// What holds before the first of the changes, and for ever where there is none.
Observance before(const Zone& zone, Instant from, const std::vector<Observance>& changes) {
  const auto offset = changes.empty() ? zone.offset(from) : changes.front().kind.before;
  return {.kind = {.at = {}, .before = offset, .after = offset, .name = offset_text(offset)},
          .onsets = {local_seconds(chrono::seconds(0))}};
}

}  // namespace

std::string write_timezone(const Zone& zone, Instant from) {
  if (zone.name() == "UTC") return {};
  const auto changes = observances(zone, from);
  auto text = fold("BEGIN:VTIMEZONE") + fold("TZID:" + zone.name()) +
              write_observance(before(zone, from, changes));
  for (const auto& one : changes) text += write_observance(one);
  return text + fold("END:VTIMEZONE");
}

}  // namespace fettle::schedule
