// A named text and its lines: turns byte offsets into positions and shows a diagnostic with the
// line it speaks of and a caret under it. Views the text, never copies it: keep the text alive.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/span.hpp"

namespace fettle {

class SourceText {
 public:
  SourceText(std::string name, std::string_view text);

  std::string_view text() const { return text_; }
  const std::string& name() const { return name_; }
  int line_count() const { return static_cast<int>(starts_.size()); }

  /// Line `line` (from 1) without its line break; empty when there is no such line.
  std::string_view line(int line) const;
  /// Byte offset at which line `line` (from 1) starts; the text's size past the last line.
  std::size_t line_start(int line) const;
  /// Byte offset of a position; a column past the end of its line is that line's end. Quick
  /// however long the line is, as is its inverse.
  std::size_t offset(Position position) const;
  Position position(std::size_t offset) const;

  /// `name:line:column: error code: message`, the line with a caret, and the hint, if any.
  /// Ends with a line break. Long lines are cut around the caret; hidden characters are
  /// shown (visible_text.hpp), so that a hostile file can't drive the terminal.
  std::string show(const Diagnostic& diagnostic) const { return show(std::span(&diagnostic, 1)); }
  /// Each of them; what one of them hides is `*` in the lines of all.
  std::string show(std::span<const Diagnostic> diagnostics) const;

 private:
  /// A place inside a long line.
  struct Stop {
    std::size_t byte = 0;
    Position position;
  };

  using Stops = std::vector<Stop>;

  void add_stops(std::size_t begin, std::size_t end);
  /// The stop before `after` if it is of `line`; else the line's start.
  Stop stop_before(Stops::const_iterator after, int line) const;

  std::string name_;
  std::string_view text_;
  std::vector<std::size_t> starts_;
  Stops stops_;  ///< some in each long line, so that no column is counted from afar
};

}  // namespace fettle
