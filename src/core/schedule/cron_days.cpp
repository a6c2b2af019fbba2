#include "core/schedule/cron_days.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fettle::schedule {
namespace {

bool ends_with_l(std::string_view text) { return text.ends_with('L') || text.ends_with('l'); }

/// `L`, `LW`, `L-3`; false when the item is none of them.
bool read_last_day(const FieldReader& reader, std::string_view item, Cron& cron) {
  if (item.empty() || !ends_with_l(item.substr(0, 1))) return false;
  if (item.size() == 1) {
    cron.days_before_last |= 1U;
  } else if (same_word(item, "LW")) {
    cron.last_working_day = true;
  } else {
    const auto before = item[1] == '-' ? read_number(item.substr(2)) : std::nullopt;
    if (!before || *before < 1 || *before > 30) {
      reader.error("cron.last", item, fmt::format("\"{}\" is no last day", item),
                   "use L, LW, or L-1 to L-30 for days before the last");
      return true;
    }
    cron.days_before_last |= 1U << *before;
  }
  return true;
}

/// `TUE#2` or `TUE#2+3`, with `hash` where the `#` stands.
void read_nth(const FieldReader& reader, std::string_view item, std::size_t hash, Cron& cron) {
  const auto weekday = reader.value(item.substr(0, hash));
  const auto rest = item.substr(hash + 1);
  const auto plus = rest.find('+');
  const auto nth = read_number(rest.substr(0, plus));
  const bool nth_good = nth && *nth >= 1 && *nth <= 5;
  if (!nth_good) {
    reader.error("cron.nth", rest.substr(0, plus),
                 fmt::format("\"{}\" does not say which one of the month", item),
                 "use #1 to #5, as in TUE#2 for the second Tuesday, or TUEL for the last");
  }
  std::optional<int> days_after = 0;
  if (plus != std::string_view::npos) {
    days_after = read_number(rest.substr(plus + 1));
    if (!days_after || *days_after < 1 || *days_after > kDaysAfterMax) {
      reader.error("cron.offset", rest.substr(plus + 1),
                   fmt::format("\"{}\" does not say how many days later", item),
                   fmt::format("use +1 to +{}", kDaysAfterMax));
      days_after.reset();
    }
  }
  if (!weekday || !nth_good || !days_after) return;
  cron.nth_weekdays.push_back({*weekday % 7, *days_after, *nth});
}

void read_weekday_item(const FieldReader& reader, std::string_view item, Cron& cron) {
  if (same_word(item, "L")) {
    reader.error("cron.last", item, "\"L\" alone names no day of week",
                 "use FRIL for the last Friday, or LW in day of month for the last working day");
  } else if (const auto hash = item.find('#'); hash != std::string_view::npos) {
    read_nth(reader, item, hash, cron);
  } else if (ends_with_l(item)) {
    const auto weekday = reader.value(item.substr(0, item.size() - 1));
    if (weekday) cron.last_weekdays |= 1U << (*weekday % 7);
  } else {
    const auto mask = static_cast<std::uint32_t>(reader.item(item));
    cron.weekdays |= (mask | mask >> 7) & kEveryWeekday;
  }
}

}  // namespace

void read_days(const FieldReader& reader, std::string_view field, Cron& cron) {
  for (const auto item : split_at(field, ',')) {
    if (!read_last_day(reader, item, cron)) {
      cron.days |= static_cast<std::uint32_t>(reader.item(item));
    }
  }
}

void read_weekdays(const FieldReader& reader, std::string_view field, Cron& cron) {
  for (const auto item : split_at(field, ',')) read_weekday_item(reader, item, cron);
  std::ranges::sort(cron.nth_weekdays);
  const auto repeats = std::ranges::unique(cron.nth_weekdays);
  cron.nth_weekdays.erase(repeats.begin(), repeats.end());
}

}  // namespace fettle::schedule
