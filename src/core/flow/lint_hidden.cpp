#include "core/flow/lint_hidden.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.hpp"
#include "base/visible_text.hpp"
#include "core/document/characters.hpp"
#include "core/flow/lint_code.hpp"
#include "core/flow/locate.hpp"

namespace fettle::flow {
namespace {

/// A text full of them gets this many diagnostics, not thousands.
constexpr std::size_t kReportedMax = 5;

/// What a word processor writes in the place of what the shell reads.
struct LookAlike {
  std::string_view point;
  std::string_view name;
  std::string_view meant;
};
constexpr std::array<LookAlike, 33> kLookAlikes{
    {{"\u00A0", "NO-BREAK SPACE", "a blank"},
     {"\u1680", "OGHAM SPACE MARK", "a blank"},
     {"\u2000", "EN QUAD", "a blank"},
     {"\u2001", "EM QUAD", "a blank"},
     {"\u2002", "EN SPACE", "a blank"},
     {"\u2003", "EM SPACE", "a blank"},
     {"\u2004", "THREE-PER-EM SPACE", "a blank"},
     {"\u2005", "FOUR-PER-EM SPACE", "a blank"},
     {"\u2006", "SIX-PER-EM SPACE", "a blank"},
     {"\u2007", "FIGURE SPACE", "a blank"},
     {"\u2008", "PUNCTUATION SPACE", "a blank"},
     {"\u2009", "THIN SPACE", "a blank"},
     {"\u200A", "HAIR SPACE", "a blank"},
     {"\u202F", "NARROW NO-BREAK SPACE", "a blank"},
     {"\u205F", "MEDIUM MATHEMATICAL SPACE", "a blank"},
     {"\u3000", "IDEOGRAPHIC SPACE", "a blank"},
     {"\u2018", "LEFT SINGLE QUOTATION MARK", "`'`"},
     {"\u2019", "RIGHT SINGLE QUOTATION MARK", "`'`"},
     {"\u201A", "SINGLE LOW-9 QUOTATION MARK", "`'`"},
     {"\u201B", "SINGLE HIGH-REVERSED-9 QUOTATION MARK", "`'`"},
     {"\u2032", "PRIME", "`'`"},
     {"\u00B4", "ACUTE ACCENT", "`'`"},
     {"\u201C", "LEFT DOUBLE QUOTATION MARK", "`\"`"},
     {"\u201D", "RIGHT DOUBLE QUOTATION MARK", "`\"`"},
     {"\u201E", "DOUBLE LOW-9 QUOTATION MARK", "`\"`"},
     {"\u201F", "DOUBLE HIGH-REVERSED-9 QUOTATION MARK", "`\"`"},
     {"\u2033", "DOUBLE PRIME", "`\"`"},
     {"\u2010", "HYPHEN", "`-`"},
     {"\u2011", "NON-BREAKING HYPHEN", "`-`"},
     {"\u2012", "FIGURE DASH", "`-`"},
     {"\u2013", "EN DASH", "`-` or `--`"},
     {"\u2014", "EM DASH", "`--`"},
     {"\u2212", "MINUS SIGN", "`-`"}}};

bool is_double_quoted(const SourceText& source, const FlowText& text) {
  return source.text().substr(source.offset(text.span.begin)).starts_with('"');
}

std::string way_out(const SourceText& source, const FlowText& text) {
  if (!is_double_quoted(source, text)) return "remove it; it is not shown, or hides what is";
  return "in double quotes YAML reads `\\` and what follows as one character; write the value in "
         "single quotes, or as a block after `|`";
}

void report_hidden(const SourceText& source, const FlowText& text, Diagnostics& diagnostics) {
  std::size_t reported = 0;
  auto found = find_hidden(text.text);
  for (; found && reported < kReportedMax; ++reported) {
    const auto [begin, size] = *found;
    const auto name = name_point(text.text.substr(begin, size));
    const auto place = locate_at(source, text, begin, size);
    diagnostics.error("shell.hidden-character", place,
                      fmt::format("this command holds {}, which nobody sees as it is", name),
                      way_out(source, text));
    found = find_hidden(text.text, begin + size);
  }
}

/// `"C:\temp"` is a tab in a path. Escapes that make no hidden character, at a drive's letter.
void report_paths(const SourceText& source, const FlowText& text, Diagnostics& diagnostics) {
  for (auto at = text.text.find(':'); at != std::string_view::npos;
       at = text.text.find(':', at + 1)) {
    const auto rest = text.text.substr(at + 1);
    const bool drive = at > 0 && document::is_letter(text.text[at - 1]) &&
                       (at == 1 || !document::is_name_part(text.text[at - 2]));
    if (!drive || rest.size() < 2 || !document::is_name_part(rest[1])) continue;
    if (rest[0] != '\t' && rest[0] != '\n') continue;
    diagnostics.warning(
        "lint.escape", locate_at(source, text, at + 1, 1),
        fmt::format("this is a {}, no part of a path", rest[0] == '\t' ? "tab" : "line break"),
        way_out(source, text));
    return;
  }
}

const LookAlike* look_alike(std::string_view rest) {
  const auto* const found = std::ranges::find_if(
      kLookAlikes, [&](const LookAlike& row) { return rest.starts_with(row.point); });
  return found == kLookAlikes.end() ? nullptr : found;
}

/// Only where the shell would read them as code: a text may have its typography.
void report_look_alikes(const SourceText& source, const FlowText& text, Diagnostics& diagnostics) {
  const auto code = mask_quoted(text.text);
  std::size_t reported = 0;
  for (std::size_t at = 0; at < code.size() && reported < kReportedMax;) {
    if (static_cast<unsigned char>(code[at]) < 0x80) {
      ++at;
      continue;
    }
    const auto point = utf8::first(std::string_view(code).substr(at), 1);
    const auto* row = look_alike(point);
    const bool dash = row != nullptr && row->meant.contains('-');
    const bool inside_word = at > 0 && !document::is_space(code[at - 1]);
    if (row != nullptr && !(dash && inside_word)) {
      ++reported;
      diagnostics.warning(
          "lint.look-alike", locate_at(source, text, at, point.size()),
          fmt::format("this is {} {}, which the shell takes for a letter", name_point(point),
                      row->name),
          fmt::format("write {}, or quote the text that it belongs to", row->meant));
    }
    at += point.size();
  }
}

}  // namespace

void lint_hidden(const SourceText& source, const FlowText& text, Diagnostics& diagnostics) {
  if (text.kind == TextKind::kShell) report_hidden(source, text, diagnostics);
  if (text.text.contains(':') && is_double_quoted(source, text))
    report_paths(source, text, diagnostics);
  if (text.kind == TextKind::kShell && !utf8::is_ascii(text.text))
    report_look_alikes(source, text, diagnostics);
}

std::string hidden_reason(std::string_view value) {
  const auto found = find_hidden(value);
  if (!found) return {};
  return fmt::format("holds {}, which nobody sees as it is",
                     name_point(value.substr(found->begin, found->size)));
}

}  // namespace fettle::flow
