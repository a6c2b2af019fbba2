#include "base/source_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"

namespace fettle {
namespace {

constexpr std::size_t kExcerptColumns = 100;

/// A code point as it may reach a terminal: control characters (C0, DEL, C1) are blanks, bytes
/// that are no UTF-8 question marks.
std::string_view harmless(std::string_view point) {
  const auto lead = static_cast<unsigned char>(point[0]);
  if (point.size() == 1) {
    if (lead >= 0x80) return "?";
    return lead < 0x20 || lead == 0x7F ? " " : point;
  }
  const bool is_c1 = lead == 0xC2 && static_cast<unsigned char>(point[1]) < 0xA0;
  return is_c1 ? " " : point;
}

std::string harmless_text(std::string_view text) {
  std::string shown;
  for (const auto point : utf8::split(text)) shown += harmless(point);
  return shown;
}

/// The part of a line that is shown, and the column in it, from 0, at which the caret stands.
struct Excerpt {
  std::string text;
  std::size_t caret = 0;
};

Excerpt excerpt(std::string_view line, int column) {
  const auto points = utf8::split(line);
  const auto caret = std::min(static_cast<std::size_t>(std::max(column - 1, 0)), points.size());
  const auto first = caret > kExcerptColumns - 20 ? caret - (kExcerptColumns - 20) : 0;
  const auto last = std::min(points.size(), first + kExcerptColumns);
  Excerpt result{{}, caret - first};
  for (auto i = first; i < last; ++i) result.text += harmless(points[i]);
  return result;
}

}  // namespace

SourceText::SourceText(std::string name, std::string_view text)
    : name_(std::move(name)), text_(text), starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && i + 1 < text.size()) starts_.push_back(i + 1);
  }
}

std::size_t SourceText::line_start(int line) const {
  if (line < 1) return 0;
  const auto index = static_cast<std::size_t>(line - 1);
  return index < starts_.size() ? starts_[index] : text_.size();
}

std::string_view SourceText::line(int line) const {
  if (line < 1 || line > line_count()) return {};
  const std::size_t begin = line_start(line);
  auto content = text_.substr(begin, line_start(line + 1) - begin);
  while (!content.empty() && (content.back() == '\n' || content.back() == '\r')) {
    content.remove_suffix(1);
  }
  return content;
}

std::size_t SourceText::offset(Position position) const {
  std::size_t bytes = 0;
  int column = 1;
  for (const auto point : utf8::split(line(position.line))) {
    if (column++ >= position.column) break;
    bytes += point.size();
  }
  return line_start(position.line) + bytes;
}

Position SourceText::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::ranges::upper_bound(starts_, offset);
  const auto start = *(after - 1);
  const auto column = utf8::length(text_.substr(start, offset - start)) + 1;
  return {static_cast<int>(after - starts_.begin()), static_cast<int>(column)};
}

std::string SourceText::show(const Diagnostic& diagnostic) const {
  const auto [begin, end] = diagnostic.span;
  auto shown = fmt::format("{}:{}:{}: {} {}: {}\n", name_, begin.line, begin.column,
                           fettle::name(diagnostic.severity), diagnostic.code,
                           harmless_text(diagnostic.message));
  const auto content = line(begin.line);
  if (!content.empty()) {
    const auto [text, caret] = excerpt(content, begin.column);
    const auto width = begin.line == end.line && end.column > begin.column
                           ? static_cast<std::size_t>(end.column - begin.column)
                           : 1;
    const std::string carets(std::min(width, kExcerptColumns - caret), '^');
    shown += fmt::format("{:>5} | {}\n", begin.line, text);
    shown += fmt::format("{:>5} | {:>{}}{}\n", "", "", caret, carets);
  }
  if (!diagnostic.hint.empty()) {
    shown += fmt::format("{:>5} = hint: {}\n", "", harmless_text(diagnostic.hint));
  }
  return shown;
}

}  // namespace fettle
