#include "core/document/front_matter.hpp"

#include <string_view>

#include "core/document/characters.hpp"

namespace fettle::document {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view content(const SourceText& source, int line) {
  auto text = source.line(line);
  if (line == 1 && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

bool is_fence(std::string_view line) { return line.starts_with("---") && trim(line) == "---"; }

}  // namespace

std::optional<FrontMatter> cut_front_matter(const SourceText& source, Diagnostics& diagnostics) {
  int first = 1;
  while (first < source.line_count() && trim(content(source, first)).empty()) ++first;
  const Span start{{first, 1}, {first, 1}};
  if (!is_fence(content(source, first))) {
    diagnostics.error("plan.front-matter-missing", start,
                      "the document must open with front matter between two `---` lines",
                      "begin with a line `---`, then keys such as `subject: nginx` and "
                      "`risk_level: low`, then a line `---`");
    return std::nullopt;
  }
  for (int line = first + 1; line <= source.line_count(); ++line) {
    if (!is_fence(source.line(line))) continue;
    return FrontMatter{{source.line_start(first + 1), source.line_start(line)},
                       source.line_start(line + 1)};
  }
  diagnostics.error("plan.front-matter-unclosed", {{first, 1}, {first, 4}},
                    "the front matter that opens here is never closed",
                    "end it with a line `---` before the level-1 heading");
  return std::nullopt;
}

}  // namespace fettle::document
