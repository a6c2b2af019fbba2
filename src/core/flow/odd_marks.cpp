#include "core/flow/odd_marks.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/document/characters.hpp"

namespace fettle::flow {
namespace {

constexpr std::size_t kIndentMax = 3;  // more makes it an indented block of text

struct OddForm {
  std::string_view begins;
  std::string_view what;
  std::string_view hint;
};

constexpr std::string_view kEscaped =
    "the marks of this block are written with backslashes, as if copied from a web page";
constexpr std::string_view kUnescape = "remove the backslashes: three backticks stand alone";
constexpr std::string_view kOtherMarks =
    "a block is opened and closed by three backticks, not by these";
constexpr std::string_view kBackticks = "write three backticks, and `yaml` after the opening ones";

constexpr std::array<OddForm, 10> kForms{{{"\\`\\`\\`", kEscaped, kUnescape},
                                          {"\\```", kEscaped, kUnescape},
                                          {"\\~\\~\\~", kEscaped, kUnescape},
                                          {"\\~~~", kEscaped, kUnescape},
                                          {"&#96;&#96;&#96;", kOtherMarks, kBackticks},
                                          {"\'\'\'", kOtherMarks, kBackticks},
                                          {"\u00B4\u00B4\u00B4", kOtherMarks, kBackticks},
                                          {"\u2018\u2018\u2018", kOtherMarks, kBackticks},
                                          {"\u2019\u2019\u2019", kOtherMarks, kBackticks},
                                          {"``yaml", kOtherMarks, kBackticks}}};

std::optional<OddMarks> odd_fence(std::string_view line) {
  const auto text = document::trim_left(line);
  for (const auto& [begins, what, hint] : kForms) {
    if (text.starts_with(begins)) return OddMarks{{}, std::string(what), std::string(hint)};
  }
  const auto indent = line.size() - text.size();
  if (indent <= kIndentMax && !line.starts_with('\t')) return std::nullopt;
  if (!text.starts_with("```") && !text.starts_with("~~~")) return std::nullopt;
  return OddMarks{{},
                  "the marks of this block are indented, so that they are text and no marks",
                  "start them in column 1"};
}

std::optional<OddMarks> odd_steps(std::string_view line) {
  const auto text = document::trim(line);
  const auto marks = text.find_first_not_of("\\#");
  if (marks == std::string_view::npos) return std::nullopt;
  auto title = document::trim(text.substr(marks));
  while (!title.empty() && (title.back() == ':' || title.back() == '*')) title.remove_suffix(1);
  while (!title.empty() && title.front() == '*') title.remove_prefix(1);
  if (!document::same_word(title, "steps") || text == "steps") return std::nullopt;
  return OddMarks{{}, "this line is no section `Steps`", "write it as `## Steps`"};
}

template <class Judge>
std::optional<OddMarks> first_line(const SourceText& source, document::ByteRange range,
                                   const Judge& judge) {
  const int first = source.position(range.begin).line;
  for (int line = first; line <= source.line_count(); ++line) {
    if (source.line_start(line) >= range.end) break;
    const auto text = source.line(line);
    if (auto found = judge(text)) {
      const auto begin = source.line_start(line);
      found->line = {source.position(begin), source.position(begin + text.size())};
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<OddMarks> find_odd_fence(const SourceText& source, document::ByteRange range) {
  return first_line(source, range, odd_fence);
}

std::optional<OddMarks> find_odd_steps(const SourceText& source, std::size_t begin) {
  return first_line(source, {begin, source.text().size()}, odd_steps);
}

}  // namespace fettle::flow
