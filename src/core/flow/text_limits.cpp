#include "core/flow/text_limits.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "core/document/characters.hpp"
#include "core/flow/parse_flow.hpp"

namespace fettle::flow {
namespace {

constexpr int kNestingMax = 100;
constexpr std::size_t kMarkerColumnMax = 200;
constexpr std::size_t kNestingWorkMax = 10'000'000;  // lines times levels

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
  std::size_t digits = 0;
  while (digits < rest.size() && document::is_digit(rest[digits])) ++digits;
  if (digits + 1 >= rest.size()) return 0;
  const char mark = rest[digits];
  const bool opens =
      digits > 0 ? mark == '.' || mark == ')' : mark == '-' || mark == '*' || mark == '+';
  return opens && document::is_blank(rest[digits + 1]) ? digits + 1 : 0;
}

/// Whether the text is UTF-16: it says so by its first bytes, or every other byte of its beginning
/// is NUL, as it is where plain letters are written in two bytes each.
bool is_utf16(std::string_view text) {
  constexpr std::size_t kLooked = 64;
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  std::array<std::size_t, 2> nuls{};
  const auto length = std::min(text.size(), kLooked) & ~std::size_t{1};
  for (std::size_t i = 0; i < length; ++i) nuls.at(i % 2) += text[i] == '\0' ? 1 : 0;
  const auto [fewer, more] = std::ranges::minmax(nuls);
  return length >= 4 && fewer == 0 && more * 4 > length;
}

/// What is wrong with a text at one place of it.
struct Refusal {
  std::string_view code;
  std::string_view message;
  std::string_view hint;
};

/// Reports the refusal where there is one: at an offset that is not npos.
bool refuse_at(const SourceText& source, std::size_t offset, const Refusal& refusal,
               Diagnostics& diagnostics) {
  if (offset == std::string_view::npos) return false;
  const auto place = source.position(offset);
  diagnostics.error(std::string(refusal.code), {place, place}, std::string(refusal.message),
                    std::string(refusal.hint));
  return true;
}

constexpr Refusal kUtf16{"text.not-utf8", "the document is UTF-16, not UTF-8",
                         "save it as UTF-8: an editor has it under \"Encoding\", and "
                         "`iconv -f UTF-16 -t UTF-8` does it"};
constexpr Refusal kNul{"text.nul", "the document holds a NUL byte", ""};
constexpr Refusal kNotUtf8{"text.not-utf8", "the document is not UTF-8 from here on",
                           "save it as UTF-8"};
constexpr Refusal kLoneReturn{"text.lone-return", "a carriage return stands alone here",
                              "end lines with LF, or with CR LF"};
constexpr Refusal kTooNested{"text.too-nested", "lists or quotes are nested too deep here",
                             "at most 100 levels, the innermost within 200 columns"};
constexpr Refusal kNestedTooLong{"text.too-nested",
                                 "too many lines follow lists or quotes that are nested deep",
                                 "nest less, or split the document"};

/// The quote and list markers that a line opens with.
struct Nesting {
  int markers = 0;
  std::size_t begin = 0;   ///< of the last marker, in bytes
  std::size_t column = 0;  ///< the same in columns

  bool too_deep() const { return markers > kNestingMax || begin > kMarkerColumnMax; }
  /// How deep the line may be: below an item of a line above it each level takes two columns.
  std::size_t depth() const { return static_cast<std::size_t>(markers) + (column / 2); }
};

/// That of the line that `rest` begins with.
Nesting read_nesting(std::string_view rest) {
  constexpr std::size_t kTab = 4;
  Nesting nesting;
  std::size_t column = 0;
  for (std::size_t i = 0; i < rest.size() && !nesting.too_deep();) {
    const bool blank = document::is_blank(rest[i]);
    const auto length = blank ? 1 : marker_length(rest.substr(i));
    if (length == 0) break;
    if (!blank) nesting = {nesting.markers + 1, i, column};
    column += rest[i] == '\t' ? kTab - (column % kTab) : length;
    i += length;
  }
  return nesting;
}

/// Lists or quotes inside more others than anybody writes: each following line, blank ones too, is
/// held against all of them, so that the lines that follow count as well.
bool refuse_nesting(const SourceText& source, Diagnostics& diagnostics) {
  std::size_t deepest = 0;
  std::size_t work = 0;
  for (int line = 1; line <= source.line_count(); ++line) {
    const auto start = source.line_start(line);
    const auto nesting = read_nesting(source.text().substr(start));
    if (nesting.too_deep()) return refuse_at(source, start, kTooNested, diagnostics);
    deepest = std::max(deepest, nesting.depth());
    work += deepest;
    if (work > kNestingWorkMax) return refuse_at(source, start, kNestedTooLong, diagnostics);
  }
  return false;
}

}  // namespace

bool check_text(const SourceText& source, Diagnostics& diagnostics) {
  const auto text = source.text();
  if (text.size() > kTextBytesMax) {
    diagnostics.error("text.too-large", {}, "the document is larger than 1 MiB");
    return false;
  }
  const auto utf16 = is_utf16(text) ? 0 : std::string_view::npos;
  return !refuse_at(source, utf16, kUtf16, diagnostics) &&
         !refuse_at(source, text.find('\0'), kNul, diagnostics) &&
         !refuse_at(source, utf8::find_invalid(text), kNotUtf8, diagnostics) &&
         !refuse_at(source, find_lone_return(text), kLoneReturn, diagnostics) &&
         !refuse_nesting(source, diagnostics);
}

}  // namespace fettle::flow
