#include "core/schedule/icalendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/enum_name.hpp"
#include "core/schedule/calendar_line.hpp"
#include "core/schedule/cron_field.hpp"
#include "core/schedule/recurrence.hpp"

namespace fettle::schedule {
namespace {

namespace chrono = std::chrono;
using chrono::local_seconds;
using std::chrono_literals::operator""s;

/// A DTSTART or DTEND.
struct Time {
  local_seconds local;
  Zone zone;
  bool is_day = false;

  Instant instant() const { return zone.resolve(local).first; }
};

/// A DURATION: days follow the calendar, the rest the clock.
struct Duration {
  chrono::days days{0};
  chrono::seconds rest{0};
};

/// `20261205` or `20261205T220000`.
std::optional<local_seconds> read_local(std::string_view text, bool is_day) {
  const auto number = [&](std::size_t at, std::size_t size) {
    return read_number(text.substr(at, size)).value_or(-1);
  };
  if (text.size() != (is_day ? 8U : 15U) || (!is_day && text[8] != 'T')) return std::nullopt;
  const chrono::year_month_day date{chrono::year(number(0, 4)),
                                    chrono::month(static_cast<unsigned>(number(4, 2))),
                                    chrono::day(static_cast<unsigned>(number(6, 2)))};
  if (!date.ok() || number(0, 4) < 1970) return std::nullopt;
  const auto midnight = chrono::local_days(date);
  if (is_day) return midnight;
  const int hour = number(9, 2);
  const int minute = number(11, 2);
  const int second = number(13, 2);
  const bool is_time =
      hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  if (!is_time) return std::nullopt;
  return midnight + chrono::hours(hour) + chrono::minutes(minute) + chrono::seconds(second);
}

/// `P1D`, `PT8H`, `P1DT30M`, `P2W`.
std::optional<Duration> read_duration(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
  text.remove_prefix(1);
  Duration duration;
  bool in_day = false;
  while (!text.empty()) {
    if (!in_day && text.starts_with('T') && text.size() > 1) {
      in_day = true;
      text.remove_prefix(1);
      continue;
    }
    const auto end = text.find_first_not_of("0123456789");
    if (end == std::string_view::npos || end > 7) return std::nullopt;
    const auto count = read_number(text.substr(0, end));
    if (!count) return std::nullopt;
    const char unit = text[end];
    text.remove_prefix(end + 1);
    if (!in_day && unit == 'W') {
      duration.days += chrono::days(*count * 7LL);
    } else if (!in_day && unit == 'D') {
      duration.days += chrono::days(*count);
    } else if (in_day && unit == 'H') {
      duration.rest += chrono::hours(*count);
    } else if (in_day && unit == 'M') {
      duration.rest += chrono::minutes(*count);
    } else if (in_day && unit == 'S') {
      duration.rest += chrono::seconds(*count);
    } else {
      return std::nullopt;
    }
  }
  constexpr chrono::days kLongest{36'525};  // a century
  if (duration.days > kLongest || duration.rest > kLongest) return std::nullopt;
  return duration;
}

/// Collects the lines of one VEVENT and makes an entry of them.
class Event {
 public:
  Event(const CalendarLine& begin, const Zone& zone, Diagnostics& problems)
      : line_(begin), zone_(zone), problems_(problems) {}

  void add(const CalendarLine& line);
  /// Empty after a problem, and for an event that was called off.
  std::optional<CalendarEntry> entry();

 private:
  void refuse(const CalendarLine& line, std::string message, std::string hint = {}) {
    problems_.error("calendar.event", line.place(), std::move(message), std::move(hint));
    is_refused_ = true;
  }
  std::optional<Time> time(const CalendarLine& line);
  void read_scope(const CalendarLine& line);
  std::optional<Instant> end(const Time& begin);
  void make_window(const Time& begin, CalendarEntry& entry);
  void make_freeze(const Time& begin, CalendarEntry& entry);

  CalendarLine line_;
  const Zone& zone_;
  Diagnostics& problems_;
  std::optional<CalendarLine> begin_;
  std::optional<CalendarLine> end_;
  std::optional<CalendarLine> duration_;
  std::optional<CalendarLine> rule_;
  std::optional<CalendarLine> cron_;
  std::optional<CalendarLine> dates_;  ///< RDATE or EXDATE
  CalendarEntry entry_;
  bool is_cancelled_ = false;
  bool is_refused_ = false;
};

void Event::add(const CalendarLine& line) {
  const auto keep = [&](std::optional<CalendarLine>& place) {
    if (place) refuse(line, line.name + " is given twice");
    place = line;
  };
  if (line.name == "UID") entry_.uid = unescape_text(line.value);
  if (line.name == "SUMMARY") entry_.name = unescape_text(line.value);
  if (line.name == "DESCRIPTION") entry_.description = unescape_text(line.value);
  if (line.name == "STATUS") is_cancelled_ = same_word(line.value, "CANCELLED");
  if (line.name == "DTSTART") keep(begin_);
  if (line.name == "DTEND") keep(end_);
  if (line.name == "DURATION") keep(duration_);
  if (line.name == "RRULE") keep(rule_);
  if (line.name == "X-FETTLE-CRON") keep(cron_);
  if (line.name == "X-FETTLE-SCOPE") read_scope(line);
  if (line.name == "RDATE" || line.name == "EXDATE" || line.name == "RECURRENCE-ID") dates_ = line;
}

void Event::read_scope(const CalendarLine& line) {
  const auto value = unescape_text(line.value);
  const auto colon = std::min(value.find(':'), value.size());
  const auto kind = enum_from_name<ScopeKind>(std::string_view(value).substr(0, colon));
  if (!kind) return refuse(line, "this is no scope", "as Fettle writes it: site:Oslo, or team");
  entry_.scope = Scope{*kind, value.substr(std::min(value.size(), colon + 1))};
}

std::optional<Time> Event::time(const CalendarLine& line) {
  std::string_view text = line.value;
  Time time{.local = {}, .zone = zone_, .is_day = line.parameter("VALUE") == "DATE"};
  if (text.ends_with('Z')) {
    text.remove_suffix(1);
    time.zone = Zone();
  } else if (const auto name = line.parameter("TZID"); !name.empty()) {
    auto zone = load_zone(name);
    if (!zone) {
      refuse(line, zone.error().message);
      return std::nullopt;
    }
    time.zone = *std::move(zone);
  }
  const auto local = read_local(text, time.is_day);
  if (!local) {
    refuse(line, fmt::format("\"{}\" is no time from 1970 on", text.substr(0, 40)),
           "write 20261205T220000 with a TZID or a Z, or 20261205 with VALUE=DATE");
    return std::nullopt;
  }
  time.local = *local;
  return time;
}

/// After a problem empty.
std::optional<Instant> Event::end(const Time& begin) {
  if (end_ && duration_) {
    refuse(*duration_, "an event has a DTEND or a DURATION, not both");
    return std::nullopt;
  }
  if (end_) {
    const auto end = time(*end_);
    return end ? std::optional(end->instant()) : std::nullopt;
  }
  const auto duration = duration_      ? read_duration(duration_->value)
                        : begin.is_day ? std::optional(Duration{chrono::days(1), 0s})
                                       : std::nullopt;
  if (!duration) {
    refuse(duration_.value_or(line_), "the event does not say how long it lasts",
           "give a DTEND, or a DURATION such as PT8H");
    return std::nullopt;
  }
  return begin.zone.resolve(begin.local + duration->days).first + duration->rest;
}

std::optional<CalendarEntry> Event::entry() {
  if (is_cancelled_) return std::nullopt;
  entry_.line = line_.number;
  if (entry_.uid.empty()) refuse(line_, "the event has no UID");
  if (entry_.name.empty()) refuse(line_, "the event has no SUMMARY", "it is the rule's name");
  if (!begin_) refuse(line_, "the event has no DTSTART");
  if (dates_ && !cron_) refuse(*dates_, dates_->name + ": single dates of a window can't be read");
  const auto begin = begin_ ? time(*begin_) : std::nullopt;
  if (!begin || is_refused_) return std::nullopt;
  rule_ || cron_ ? make_window(*begin, entry_) : make_freeze(*begin, entry_);
  return is_refused_ ? std::nullopt : std::optional(std::move(entry_));
}

void Event::make_window(const Time& begin, CalendarEntry& entry) {
  const auto closes = end(begin);
  if (!closes) return;
  const auto length = begin.zone.local(*closes) - begin.local;
  const bool whole = length % chrono::minutes(1) == 0s &&
                     begin.local.time_since_epoch() % chrono::minutes(1) == 0s;
  if (!whole || length < chrono::minutes(1) || length > kWindowLengthMax) {
    return refuse(end_ ? *end_ : duration_.value_or(line_),
                  "a window lasts from one minute to a week, in whole minutes");
  }
  RecurrenceProblem problem;
  const auto cron = cron_ ? std::optional(unescape_text(cron_->value))
                          : read_recurrence(rule_->value, begin.local, problem);
  if (!cron) return refuse(*rule_, problem.message, problem.hint);
  Diagnostics ignored;
  if (!parse_cron(*cron, ignored)) {
    return refuse(cron_ ? *cron_ : *rule_, "the cron expression can't be read");
  }
  entry.window = {*cron, begin.zone.name(), chrono::floor<chrono::minutes>(length)};
}

void Event::make_freeze(const Time& begin, CalendarEntry& entry) {
  const auto ends = end(begin);
  if (!ends) return;
  if (*ends <= begin.instant()) {
    return refuse(end_ ? *end_ : line_, "the event ends before it begins");
  }
  entry.freeze = {begin.instant(), *ends};
}

bool check_components(const CalendarLine& line, Diagnostics& problems) {
  for (const auto* known : {"VEVENT", "VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"}) {
    if (same_word(line.value, known)) return true;
  }
  problems.error("calendar.component", line.place(),
                 fmt::format("a {} is no event", line.value.substr(0, 40)),
                 "leave it out: windows and freezes are events");
  return false;
}

}  // namespace

std::vector<CalendarEntry> read_icalendar(std::string_view text, const Zone& zone,
                                          Diagnostics& diagnostics) {
  const Span start{};
  Diagnostics found;
  std::vector<CalendarEntry> entries;
  if (text.size() > kCalendarBytesMax) {
    diagnostics.error("calendar.too-large", start, "the calendar has more than 1 MiB",
                      "export fewer events");
    return entries;
  }
  const auto lines = calendar_lines(text, found);
  if (lines.empty() || lines.front().name != "BEGIN" ||
      !same_word(lines.front().value, "VCALENDAR")) {
    found.error("calendar.line", start, "this is no iCalendar file",
                "it begins with BEGIN:VCALENDAR");
  }
  std::optional<Event> event;
  std::set<std::string, std::less<>> uids;
  int inside = 0;  // components within the event: alarms
  for (const auto& line : lines) {
    const bool begins = line.name == "BEGIN";
    const bool ends = line.name == "END";
    if (begins) check_components(line, found);
    if (event && begins) {
      ++inside;
    } else if (event && ends && inside > 0) {
      --inside;
    } else if (event && ends) {
      if (auto entry = event->entry()) {
        if (!uids.insert(entry->uid).second) {
          found.error("calendar.event", {{entry->line, 1}, {entry->line, 1}},
                      "another event of the file has the same UID");
        }
        entries.push_back(*std::move(entry));
      }
      event.reset();
    } else if (event && inside == 0) {
      event->add(line);
    } else if (begins && same_word(line.value, "VEVENT")) {
      event.emplace(line, zone, found);
    }
    if (entries.size() > kCalendarEventsMax) {
      found.error("calendar.too-large", line.place(),
                  fmt::format("the calendar has more than {} events", kCalendarEventsMax));
      break;
    }
  }
  if (event) {
    found.error("calendar.line", lines.back().place(), "the file ends within an event");
  }
  for (const auto& problem : found.list()) diagnostics.add(problem);
  if (found.has_errors()) entries.clear();
  return entries;
}

}  // namespace fettle::schedule
