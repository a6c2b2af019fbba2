#include "core/flow/locate.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/utf8.hpp"
#include "core/document/characters.hpp"

namespace fettle::flow {
namespace {

std::optional<Span> find(const SourceText& source, Extent extent, std::string_view part,
                         std::size_t before) {
  const auto begin = std::min(extent.begin, source.text().size());
  const auto end = std::clamp(extent.end, begin, source.text().size());
  auto text = source.text().substr(begin, end - begin);
  std::optional<Span> last;
  for (std::size_t i = 0; i <= before && !part.empty(); ++i) {
    // memmem, because find() takes time for the one times the other.
    const auto* const found =
        static_cast<const char*>(memmem(text.data(), text.size(), part.data(), part.size()));
    if (found == nullptr) break;
    const auto at = static_cast<std::size_t>(found - source.text().data());
    last = Span{source.position(at), source.position(at + part.size())};
    text = source.text().substr(at + part.size(), end - at - part.size());
  }
  return last;
}

/// Walks a scalar and its value side by side, as YAML 1.2.2 (7.3 and 8.1) relates them.
class ScalarWalk {
 public:
  ScalarWalk(std::string_view source, std::string_view value) : source_(source), value_(value) {
    const char mark = source.empty() ? '\0' : source[0];
    is_block_ = mark == '|' || mark == '>';
    quote_ = mark == '"' || mark == '\'' ? mark : '\0';
    if (is_block_) enter_block();
    if (quote_ != '\0') ++at_;
  }

  /// The source's byte at which byte `target` of the value is written.
  std::optional<std::size_t> to(std::size_t target) {
    while (read_ < target) {
      if (!step()) return std::nullopt;
    }
    if (read_ > target) return last_;
    while (target < value_.size() && at_ < source_.size() && skips()) ++at_;
    return at_;
  }

 private:
  char current() const { return at_ < source_.size() ? source_[at_] : '\0'; }

  void enter_block() {
    at_ = std::min(source_.find('\n'), source_.size());
    if (at_ < source_.size()) ++at_;
    const auto text = source_.find_first_not_of(" \n\r", at_);
    const auto line = text == std::string_view::npos ? at_ : source_.rfind('\n', text) + 1;
    indent_ = text == std::string_view::npos ? 0 : text - line;
    // What the first line of the value begins with is no indentation.
    const auto blanks = value_.find_first_not_of(" \n");
    const auto own = blanks == std::string_view::npos ? 0 : blanks - leading_breaks(blanks);
    indent_ -= std::min(indent_, own);
    skip_indent();
  }
  std::size_t leading_breaks(std::size_t end) const {
    const auto line = value_.substr(0, end).rfind('\n');
    return line == std::string_view::npos ? 0 : line + 1;
  }
  void skip_indent() {
    for (std::size_t i = 0; i < indent_ && current() == ' '; ++i) ++at_;
  }

  /// Blanks and breaks of the source that the value has something else for, or nothing.
  bool skips() const { return document::is_space(source_[at_]) && source_[at_] != value_[read_]; }

  bool step() {
    if (at_ >= source_.size()) return false;
    last_ = at_;
    if (quote_ == '"' && current() == '\\') return escape();
    if (quote_ == '\'' && source_.substr(at_).starts_with("''")) return take(2, 1);
    const char wanted = value_[read_];
    if (current() == wanted) {
      const bool breaks = wanted == '\n';
      take(1, 1);
      if (breaks && is_block_) skip_indent();
      return true;
    }
    if (!document::is_space(current())) return false;
    return fold(wanted);
  }

  bool take(std::size_t of_source, std::size_t of_value) {
    at_ += of_source;
    read_ += of_value;
    return true;
  }

  /// A line break that is a blank in the value, or none at all.
  bool fold(char wanted) {
    const bool folded = wanted == ' ' && (current() == '\n' || current() == '\r');
    if (current() == '\r') ++at_;
    ++at_;
    if (is_block_) {
      skip_indent();
    } else if (folded) {
      while (document::is_blank(current())) ++at_;
    }
    if (folded) ++read_;
    return true;
  }

  bool escape() {
    const char c = at_ + 1 < source_.size() ? source_[at_ + 1] : '\0';
    if (c == '\n' || c == '\r') {  // the line goes on
      at_ += 2;
      while (document::is_space(current())) ++at_;
      return true;
    }
    std::size_t digits = 0;
    if (c == 'x') digits = 2;
    if (c == 'u') digits = 4;
    if (c == 'U') digits = 8;
    at_ += 2 + digits;
    read_ += utf8::first(value_.substr(read_), 1).size();
    return true;
  }

  std::string_view source_;
  std::string_view value_;
  bool is_block_ = false;
  char quote_ = '\0';
  std::size_t indent_ = 0;
  std::size_t at_ = 0;
  std::size_t read_ = 0;
  std::size_t last_ = 0;
};

}  // namespace

Span locate_at(const SourceText& source, const FlowText& text, std::size_t begin,
               std::size_t size) {
  const Extent value{source.offset(text.span.begin), source.offset(text.span.end)};
  const auto scalar = source.text().substr(value.begin, value.end - value.begin);
  ScalarWalk walk(scalar, text.text);
  const auto first = walk.to(begin);
  if (!first) return text.span;
  const auto last = walk.to(std::min(begin + size, text.text.size()));
  const auto end = last && *last > *first ? *last : *first + 1;
  return {source.position(value.begin + *first), source.position(value.begin + end)};
}

Span locate(const SourceText& source, const FlowText& text, std::string_view part,
            std::size_t before) {
  const Extent value{source.offset(text.span.begin), source.offset(text.span.end)};
  if (const auto found = find(source, value, part, before)) return *found;
  const Extent around = text.step != nullptr ? text.step->extent : Extent{0, source.text().size()};
  return find(source, around, part, before).value_or(text.span);
}

}  // namespace fettle::flow
