#include "cli/view/screen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

namespace fettle::cli {
namespace {

constexpr ScreenSize kLeast{20, 3};
constexpr ScreenSize kMost{500, 500};
constexpr std::string_view kEraseLine = "\x1b[K";
constexpr std::string_view kEraseBelow = "\x1b[J";
// A character that is wider than we counted must not break a line in two: the next drawing would
// begin a row too low.
constexpr std::string_view kWrapOff = "\x1b[?7l";
constexpr std::string_view kWrapOn = "\x1b[?7h";

}  // namespace

Screen::Screen(std::ostream& out, std::function<ScreenSize()> size, TerminalStyle look)
    : out_(out), size_(std::move(size)), look_(look) {}

ScreenSize Screen::size() const {
  const auto [columns, rows] = size_();
  return {std::clamp(columns, kLeast.columns, kMost.columns),
          std::clamp(rows, kLeast.rows, kMost.rows)};
}

void Screen::draw(const std::vector<std::string>& permanent, const std::vector<Line>& area) {
  std::vector<std::string> lines;
  for (const auto& line : area) lines.push_back(line.text(look_.colour));
  if (permanent.empty() && lines == drawn_) return;

  std::string text;
  const bool writes_over = permanent.empty() && !area.empty();
  if (!drawn_.empty()) text = back_to_top(writes_over ? Rows::kKept : Rows::kErased);
  for (const auto& line : permanent) text += line + "\n";
  text += kWrapOff;
  // Erased first: after a line that fills its row, the cursor still stands on the last character.
  for (const auto& line : lines) text.append(kEraseLine).append(line).append("\n");
  if (!lines.empty()) text += kEraseBelow;
  text += kWrapOn;
  out_ << text << std::flush;

  drawn_ = std::move(lines);
  lengths_.clear();
  for (const auto& line : area) lengths_.push_back(line.length());
}

/// Moves to the first row of the area. Rows are erased one by one: a terminal that is told to erase
/// all of its screen may move what stood there into its scrollback.
std::string Screen::back_to_top(Rows rows) const {
  const int count = rows_taken(size());
  auto text = fmt::format("\r\x1b[{}A", count);
  if (rows == Rows::kKept) return text;
  for (int i = 0; i < count; ++i) text.append(kEraseLine).append("\n");
  return text + fmt::format("\x1b[{}A", count);
}

void Screen::let_go() {
  drawn_.clear();
  lengths_.clear();
}

/// A terminal that was made narrower has broken the lines of the area; one that was made lower has
/// pushed its first lines out of reach.
int Screen::rows_taken(ScreenSize now) const {
  const auto columns = static_cast<std::size_t>(now.columns);
  std::size_t rows = 0;
  for (const auto length : lengths_)
    rows += std::max<std::size_t>(1, (length + columns - 1) / columns);
  return std::min(static_cast<int>(rows), now.rows - 1);
}

}  // namespace fettle::cli
