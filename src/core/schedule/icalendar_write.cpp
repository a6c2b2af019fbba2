// Windows and freezes written as iCalendar. See icalendar.hpp.
#include <fmt/format.h>

#include <set>

#include "base/enum_name.hpp"
#include "core/schedule/calendar_line.hpp"
#include "core/schedule/icalendar.hpp"
#include "core/schedule/icalendar_zone.hpp"
#include "core/schedule/recurrence.hpp"

namespace fettle::schedule {
namespace {

namespace chrono = std::chrono;

/// Of a window whose times no rule can say.
constexpr std::size_t kDatesMax = 60;

/// `20261205T220000`.
std::string stamp(chrono::local_seconds local) {
  const auto day = chrono::floor<chrono::days>(local);
  const chrono::year_month_day date{day};
  const chrono::hh_mm_ss time{local - day};
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}", static_cast<int>(date.year()),
                     unsigned{date.month()}, unsigned{date.day()}, time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::string utc(Instant instant) { return stamp(Zone().local(instant)) + "Z"; }

class Writer {
 public:
  void line(std::string_view text) { text_ += fold(text); }
  template <class... T>
  void line(fmt::format_string<T...> format, T&&... values) {
    text_ += fold(fmt::format(format, std::forward<T>(values)...));
  }
  /// A time in the zone: `DTSTART;TZID=Europe/Oslo:20261205T220000`.
  void time(std::string_view name, chrono::local_seconds local, std::string_view zone) {
    if (zone == "UTC") {
      line("{}:{}Z", name, stamp(local));
    } else {
      line("{};TZID={}:{}", name, zone, stamp(local));
    }
  }
  std::string text() && { return std::move(text_); }

 private:
  std::string text_;
};

void write_dates(Writer& writer, const Window& window, Instant from) {
  std::string dates;
  for (const auto& span : spans_between(window, {from, from + chrono::years(2)}, kDatesMax)) {
    if (!dates.empty()) dates += ',';
    dates += stamp(window.zone.local(span.begin));
    if (window.zone.name() == "UTC") dates += 'Z';
  }
  if (dates.empty()) return;
  if (window.zone.name() == "UTC") {
    writer.line("RDATE:{}", dates);
  } else {
    writer.line("RDATE;TZID={}:{}", window.zone.name(), dates);
  }
}

/// Nothing of a window that never opens again.
bool write_window(Writer& writer, const CalendarWindow& written, Instant now) {
  Diagnostics ignored;
  const auto cron = parse_cron(written.cron, ignored);
  const auto zone = load_zone(written.zone);
  if (!cron || !zone) return false;
  const Window window{*cron, *zone, written.length};
  const auto span = next_span(window, now);
  if (!span) return false;
  const auto begin = zone->local(span->begin);
  writer.time("DTSTART", begin, written.zone);
  writer.time("DTEND", begin + written.length, written.zone);
  if (const auto rule = write_recurrence(*cron)) {
    writer.line("RRULE:{}", *rule);
  } else {
    write_dates(writer, window, span->end);
  }
  writer.line("X-FETTLE-CRON:{}", escape_text(written.cron));
  return true;
}

std::string write_entry(const CalendarEntry& entry, Instant now) {
  Writer writer;
  writer.line("BEGIN:VEVENT");
  writer.line("UID:{}", escape_text(entry.uid));
  writer.line("DTSTAMP:{}", utc(now));
  writer.line("SUMMARY:{}", escape_text(entry.name));
  if (!entry.description.empty()) writer.line("DESCRIPTION:{}", escape_text(entry.description));
  if (entry.scope) {
    writer.line("X-FETTLE-SCOPE:{}:{}", enum_name(entry.scope->kind),
                escape_text(entry.scope->value));
  }
  if (entry.window && !write_window(writer, *entry.window, now)) return {};
  if (entry.freeze) {
    writer.line("DTSTART:{}", utc(entry.freeze->begin));
    writer.line("DTEND:{}", utc(entry.freeze->end));
  }
  writer.line("END:VEVENT");
  return std::move(writer).text();
}

/// Of each zone that a window is told in, once.
std::string write_zones(const std::vector<CalendarEntry>& entries, Instant now) {
  std::set<std::string> names;
  for (const auto& entry : entries) {
    if (entry.window) names.insert(entry.window->zone);
  }
  std::string text;
  for (const auto& name : names) {
    if (const auto zone = load_zone(name)) text += write_timezone(*zone, now);
  }
  return text;
}

}  // namespace

std::string write_icalendar(const std::vector<CalendarEntry>& entries, Instant now) {
  Writer writer;
  writer.line("BEGIN:VCALENDAR");
  writer.line("VERSION:2.0");
  writer.line("PRODID:-//Fettle//Windows and freezes//EN");
  auto text = std::move(writer).text() + write_zones(entries, now);
  for (const auto& entry : entries) text += write_entry(entry, now);
  return text + "END:VCALENDAR\r\n";
}

}  // namespace fettle::schedule
