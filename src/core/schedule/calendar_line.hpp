// The lines of an iCalendar text (RFC 5545, section 3.1): folded ones joined, each split into name,
// parameters and value. What they mean is icalendar.hpp's.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace fettle::schedule {

struct CalendarLine {
  int number = 1;                                              ///< of its first line in the text
  std::string name;                                            ///< in upper case
  std::map<std::string, std::string, std::less<>> parameters;  ///< names in upper case
  std::string value;

  /// For a problem: where it begins.
  Span place() const { return {{number, 1}, {number, 1}}; }
  /// Empty where it has no such parameter.
  std::string_view parameter(std::string_view name) const;
};

/// Adds `calendar.line` for each line that is none.
std::vector<CalendarLine> calendar_lines(std::string_view text, Diagnostics& diagnostics);

/// A value of type TEXT with its escapes resolved, and the reverse.
std::string unescape_text(std::string_view value);
std::string escape_text(std::string_view text);

/// The line with CR LF, folded at 75 bytes, never within a character.
std::string fold(std::string_view line);

}  // namespace fettle::schedule
