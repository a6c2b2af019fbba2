#include "core/flow/text_limits.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "core/flow/parse_flow.hpp"

namespace fettle::flow {
namespace {

constexpr int kNestingMax = 100;
constexpr std::size_t kMarkerColumnMax = 200;

std::size_t find_lone_return(std::string_view text) {
  auto at = text.find('\r');
  while (at != std::string_view::npos && text.substr(at + 1, 1) == "\n") {
    at = text.find('\r', at + 1);
  }
  return at;
}

/// Length of the quote or list marker that `rest` begins with; 0 where there is none.
std::size_t marker_length(std::string_view rest) {
  if (rest[0] == '>') return 1;
  const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  const auto mark = rest.substr(digits, 1);
  const bool opens = digits > 0 ? mark == "." || mark == ")" : mark.find_first_of("-*+") == 0;
  const auto after = rest.substr(std::min(digits + 1, rest.size()), 1);
  return opens && (after == " " || after == "\t") ? digits + 1 : 0;
}

/// Whether a line opens lists or quotes inside more others than anybody writes: each following
/// line, blank ones too, would be held against all of them.
bool is_nested_too_deep(std::string_view line) {
  int markers = 0;
  for (std::size_t i = 0; i < line.size();) {
    const bool blank = line[i] == ' ' || line[i] == '\t';
    const auto length = blank ? 1 : marker_length(line.substr(i));
    if (length == 0) return false;
    if (!blank && (++markers > kNestingMax || i > kMarkerColumnMax)) return true;
    i += length;
  }
  return false;
}

std::size_t find_deep_nesting(const SourceText& source) {
  for (int line = 1; line <= source.line_count(); ++line) {
    if (is_nested_too_deep(source.line(line))) return source.line_start(line);
  }
  return std::string_view::npos;
}

bool refuse_at(const SourceText& source, std::size_t offset, Diagnostic diagnostic,
               Diagnostics& diagnostics) {
  if (offset == std::string_view::npos) return false;
  const auto place = source.position(offset);
  diagnostic.span = {place, place};
  diagnostics.add(std::move(diagnostic));
  return true;
}

}  // namespace

bool check_text(const SourceText& source, Diagnostics& diagnostics) {
  const auto text = source.text();
  if (text.size() > kTextBytesMax) {
    diagnostics.error("text.too-large", {}, "the document is larger than 1 MiB");
    return false;
  }
  const auto error = Severity::kError;
  return !refuse_at(source, text.find('\0'),
                    {error, "text.nul", {}, "the document holds a NUL byte", {}}, diagnostics) &&
         !refuse_at(source, utf8::find_invalid(text),
                    {error,
                     "text.not-utf8",
                     {},
                     "the document is not UTF-8 from here on",
                     "save it as UTF-8"},
                    diagnostics) &&
         !refuse_at(source, find_lone_return(text),
                    {error,
                     "text.lone-return",
                     {},
                     "a carriage return stands alone here",
                     "end lines with LF, or with CR LF"},
                    diagnostics) &&
         !refuse_at(source, find_deep_nesting(source),
                    {error,
                     "text.too-nested",
                     {},
                     "lists or quotes are nested too deep here",
                     "at most 100 levels, the innermost within 200 columns"},
                    diagnostics);
}

}  // namespace fettle::flow
