// An area at the bottom of the output that is drawn over in place, and lines that scroll up above
// it and stay. The only file that writes cursor movements. Uses what every terminal since the VT100
// knows: cursor up, erase, autowrap off and on.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "cli/view/line.hpp"

namespace fettle::cli {

struct ScreenSize {
  int columns = 80;
  int rows = 24;
};

class Screen {
 public:
  /// `size` is asked before each drawing; what it says is kept to 20 to 500 columns, 3 to 500 rows.
  Screen(std::ostream& out, std::function<ScreenSize()> size, TerminalStyle look);

  ScreenSize size() const;
  /// Writes `permanent` above the area, then the area anew: as many lines as fit are the caller's
  /// affair (at most size().rows - 1). Writes nothing where nothing has changed.
  void draw(const std::vector<std::string>& permanent, const std::vector<Line>& area);
  /// Leaves the area where it stands; the next one begins below.
  void let_go();

 private:
  enum class Rows { kKept, kErased };
  int rows_taken(ScreenSize now) const;
  std::string back_to_top(Rows rows) const;

  std::ostream& out_;
  std::function<ScreenSize()> size_;
  TerminalStyle look_;
  std::vector<std::string> drawn_;
  std::vector<std::size_t> lengths_;  ///< of the same, in code points
};

}  // namespace fettle::cli
