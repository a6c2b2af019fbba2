// Reads what all five fields of a cron expression share: `*`, values, names, ranges and steps,
// to a bit mask. What only the day fields know is in cron_days.hpp. Used by the parser alone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"

namespace fettle::schedule {

struct FieldRule {
  std::string_view name;
  std::string_view cycle;  ///< what its values start again with
  int min;
  int max;
  int step_max;
  std::string_view first;  ///< how a person writes the lowest and the highest value
  std::string_view last;
  std::span<const std::string_view> names;  ///< the first one is `min`; empty when there are none
};

extern const FieldRule kMinuteRule;
extern const FieldRule kHourRule;
extern const FieldRule kDayRule;
extern const FieldRule kMonthRule;
extern const FieldRule kWeekdayRule;

/// Same letters, in any case. ASCII alone.
bool same_word(std::string_view a, std::string_view b);

/// The parts between `separator`s; at least one, which may be empty.
std::vector<std::string_view> split_at(std::string_view text, char separator);

/// One to nine digits, nothing else.
std::optional<int> read_number(std::string_view text);

/// Reads parts of one field. Every view passed in must be a part of the source text.
class FieldReader {
 public:
  FieldReader(const FieldRule& rule, const SourceText& source, Diagnostics& diagnostics)
      : rule_(rule), source_(source), diagnostics_(diagnostics) {}

  /// `*`, `*/2`, `5`, `1-5`, `MON-FRI/2`: a bit for each value. Sunday as 7 has bit 7.
  std::uint64_t item(std::string_view text) const;
  /// A number or a name of the field.
  std::optional<int> value(std::string_view text) const;
  void error(std::string code, std::string_view part, std::string message, std::string hint) const;

 private:
  struct Range {
    int low;
    int high;
  };
  std::optional<Range> range(std::string_view text) const;
  std::optional<int> step(std::string_view text) const;
  std::string allowed() const;

  const FieldRule& rule_;
  const SourceText& source_;
  Diagnostics& diagnostics_;
};

}  // namespace fettle::schedule
