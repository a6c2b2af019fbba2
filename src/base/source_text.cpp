#include "base/source_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"

namespace fettle {
namespace {

constexpr std::size_t kExcerptColumns = 100;

/// The part of a line that is shown, as code points, and how many were cut before it.
struct Excerpt {
  std::string text;
  std::size_t cut = 0;
};

Excerpt excerpt(std::string_view line, std::size_t caret) {
  const auto points = utf8::split(line);
  const std::size_t first = caret > kExcerptColumns - 20 ? caret - (kExcerptColumns - 20) : 0;
  Excerpt result{{}, std::min(first, points.size())};
  const std::size_t last = std::min(points.size(), result.cut + kExcerptColumns);
  for (std::size_t i = result.cut; i < last; ++i) {
    const bool control = points[i].size() == 1 && static_cast<unsigned char>(points[i][0]) < 0x20;
    result.text += control || points[i] == "\x7f" ? " " : std::string(points[i]);
  }
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
                           fettle::name(diagnostic.severity), diagnostic.code, diagnostic.message);
  const auto content = line(begin.line);
  if (!content.empty()) {
    const auto caret = static_cast<std::size_t>(std::max(begin.column - 1, 0));
    const auto part = excerpt(content, caret);
    const auto indent = caret - std::min(caret, part.cut);
    const auto room = kExcerptColumns - std::min(indent, kExcerptColumns - 1);
    const auto width = begin.line == end.line && end.column > begin.column
                           ? static_cast<std::size_t>(end.column - begin.column)
                           : 1;
    shown += fmt::format("{:>5} | {}\n", begin.line, part.text);
    shown +=
        fmt::format("{:>5} | {:>{}}{}\n", "", "", indent, std::string(std::min(width, room), '^'));
  }
  if (!diagnostic.hint.empty()) shown += fmt::format("{:>5} = hint: {}\n", "", diagnostic.hint);
  return shown;
}

}  // namespace fettle
