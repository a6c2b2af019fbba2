#include "core/schedule/cron.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/source_text.hpp"
#include "core/schedule/cron_days.hpp"
#include "core/schedule/cron_field.hpp"

namespace fettle::schedule {
namespace {

constexpr std::size_t kTextMax = 256;
constexpr std::string_view kBlanks = " \t\r\n";

struct Nickname {
  std::string_view name;
  std::string_view fields;
};

constexpr std::array<Nickname, 7> kNicknames = {{
    {"@annually", "0 0 1 1 *"},
    {"@daily", "0 0 * * *"},
    {"@hourly", "0 * * * *"},
    {"@midnight", "0 0 * * *"},
    {"@monthly", "0 0 1 * *"},
    {"@weekly", "0 0 * * 0"},
    {"@yearly", "0 0 1 1 *"},
}};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (;;) {
    const auto begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return words;
    text.remove_prefix(begin);
    const auto end = std::min(text.find_first_of(kBlanks), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::uint64_t read_list(const FieldReader& reader, std::string_view field) {
  std::uint64_t mask = 0;
  for (const auto item : split_at(field, ',')) mask |= reader.item(item);
  return mask;
}

Cron read_fields(const std::vector<std::string_view>& fields, const SourceText& source,
                 Diagnostics& found) {
  Cron cron;
  cron.minutes = read_list({kMinuteRule, source, found}, fields[0]);
  cron.hours = static_cast<std::uint32_t>(read_list({kHourRule, source, found}, fields[1]));
  read_days({kDayRule, source, found}, fields[2], cron);
  cron.months = static_cast<std::uint32_t>(read_list({kMonthRule, source, found}, fields[3]));
  read_weekdays({kWeekdayRule, source, found}, fields[4], cron);
  const bool both_restricted = fields[2][0] != '*' && fields[4][0] != '*';
  cron.day_rule = both_restricted ? DayRule::kEither : DayRule::kBoth;
  return cron;
}

/// The five fields that the words of the text stand for; empty after an error. Those of a nickname
/// are no part of the source text: nothing in them can be wrong, so no span is ever asked of them.
std::vector<std::string_view> fields_of(const SourceText& source, Diagnostics& found) {
  auto words = words_of(source.text());
  const Span all{source.position(0), source.position(source.text().size())};
  if (words.empty()) {
    found.error("cron.empty", all, "a cron expression is missing",
                "write five fields, as in \"30 2 * * TUE#2\", or @daily");
    return {};
  }
  if (words.size() == 1 && words[0][0] == '@') {
    for (const auto& [name, fields] : kNicknames) {
      if (same_word(words[0], name)) return words_of(fields);
    }
    found.error("cron.nickname", all, fmt::format("\"{}\" is no cron nickname", words[0]),
                "use @hourly, @daily, @weekly, @monthly or @yearly");
    return {};
  }
  if (words.size() == 5) return words;
  const auto equals = words[0].find('=');
  if (equals != std::string_view::npos && words[0].substr(0, equals).ends_with("TZ")) {
    found.error("cron.fields", all, "a cron expression names no time zone of its own",
                fmt::format("leave `{}` out, and say --tz {}, or `timezone` in a schedule",
                            words[0], words[0].substr(equals + 1)));
    return {};
  }
  found.error("cron.fields", all,
              fmt::format("a cron expression has five fields, this has {}", words.size()),
              "write minute, hour, day of month, month, day of week; no seconds and no years");
  return {};
}

}  // namespace

std::optional<Cron> parse_cron(std::string_view text, Diagnostics& diagnostics) {
  Diagnostics found;
  const SourceText source("cron", text.substr(0, kTextMax));
  std::optional<Cron> cron;
  if (text.size() > kTextMax) {
    const auto end = source.position(kTextMax);
    found.error(
        "cron.too-long", {end, end},
        fmt::format("a cron expression has at most {} bytes, this has {}", kTextMax, text.size()),
        "use ranges and steps, or two schedules");
  } else if (const auto fields = fields_of(source, found); !fields.empty()) {
    cron = read_fields(fields, source, found);
  }
  for (const auto& problem : found.list()) diagnostics.add(problem);
  return found.has_errors() ? std::nullopt : cron;
}

}  // namespace fettle::schedule
