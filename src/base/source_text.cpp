#include "base/source_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "base/visible_text.hpp"

namespace fettle {
namespace {

constexpr std::size_t kExcerptColumns = 100;
constexpr std::size_t kStopColumns = 1024;

/// The part of a line that is shown, and the column in it, from 0, at which the caret stands.
struct Excerpt {
  std::string text;
  std::size_t caret = 0;
  std::size_t width = 0;  ///< of what the span marks in it
};

bool is_inside(Position place, const std::vector<Span>& spans) {
  return std::ranges::any_of(
      spans, [&](const Span& span) { return span.begin <= place && place < span.end; });
}

/// How many columns a code point takes as it is shown.
std::size_t width_of(std::string_view shown) { return utf8::length(shown); }

Excerpt excerpt(const SourceText& source, const Span& span, const std::vector<Span>& hidden) {
  constexpr int kBefore = static_cast<int>(kExcerptColumns) - 20;
  const int column = source.position(source.offset(span.begin)).column;
  Position at{span.begin.line, std::max(column - kBefore, 1)};
  const auto skipped = source.offset(at) - source.line_start(at.line);
  Excerpt result;
  const auto part = utf8::first(source.line(at.line).substr(skipped), kExcerptColumns);
  for (const auto& point : visible_points(part)) {
    const auto& shown = is_inside(at, hidden) ? std::string(1, '*') : point;
    if (at.column < column) result.caret += width_of(shown);
    const bool marked = at.column >= column && at < span.end && span.end.line == at.line;
    if (marked) result.width += width_of(shown);
    result.text += shown;
    ++at.column;
  }
  return result;
}

std::string show_one(const SourceText& source, const Diagnostic& diagnostic,
                     const std::vector<Span>& hidden) {
  const auto begin = diagnostic.span.begin;
  auto shown = fmt::format("{}:{}:{}: {} {}: {}\n", visible_line(source.name()), begin.line,
                           begin.column, fettle::name(diagnostic.severity), diagnostic.code,
                           visible_line(diagnostic.message));
  if (!source.line(begin.line).empty()) {
    const auto [text, caret, width] = excerpt(source, diagnostic.span, hidden);
    const std::string carets(std::max(width, std::size_t{1}), '^');
    shown += fmt::format("{:>5} | {}\n", begin.line, text);
    shown += fmt::format("{:>5} | {:>{}}{}\n", "", "", caret, carets);
  }
  if (!diagnostic.hint.empty()) {
    shown += fmt::format("{:>5} = hint: {}\n", "", visible_line(diagnostic.hint));
  }
  return shown;
}

}  // namespace

SourceText::SourceText(std::string name, std::string_view text)
    : name_(std::move(name)), text_(text), starts_{0} {
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (end - begin > kStopColumns) add_stops(begin, end);
    begin = end + 1;
    if (begin < text.size()) starts_.push_back(begin);
  }
}

void SourceText::add_stops(std::size_t begin, std::size_t end) {
  for (Stop stop{begin, {line_count(), 1}};;) {
    stop.byte += utf8::first(text_.substr(stop.byte, end - stop.byte), kStopColumns).size();
    stop.position.column += static_cast<int>(kStopColumns);
    if (stop.byte >= end) return;
    stops_.push_back(stop);
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

SourceText::Stop SourceText::stop_before(Stops::const_iterator after, int line) const {
  const bool inside = after != stops_.begin() && (after - 1)->position.line == line;
  return inside ? *(after - 1) : Stop{line_start(line), {line, 1}};
}

std::size_t SourceText::offset(Position position) const {
  const auto after = std::ranges::upper_bound(stops_, position, {}, &Stop::position);
  const auto from = stop_before(after, position.line);
  const auto end = line_start(position.line) + line(position.line).size();
  const auto points = std::max(position.column - from.position.column, 0);
  const auto rest = text_.substr(from.byte, end - std::min(end, from.byte));
  return std::min(end, from.byte + utf8::first(rest, static_cast<std::size_t>(points)).size());
}

Position SourceText::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto line = static_cast<int>(std::ranges::upper_bound(starts_, offset) - starts_.begin());
  const auto from = stop_before(std::ranges::upper_bound(stops_, offset, {}, &Stop::byte), line);
  const auto columns = utf8::length(text_.substr(from.byte, offset - from.byte));
  return {line, from.position.column + static_cast<int>(columns)};
}

std::string SourceText::show(std::span<const Diagnostic> diagnostics) const {
  std::vector<Span> hidden;
  for (const auto& diagnostic : diagnostics) {
    if (diagnostic.hides) hidden.push_back(diagnostic.span);
  }
  std::string shown;
  for (const auto& diagnostic : diagnostics) shown += show_one(*this, diagnostic, hidden);
  return shown;
}

}  // namespace fettle
