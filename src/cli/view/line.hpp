// One line for a terminal, made of coloured pieces. What is added is made safe (safe_text.hpp), so
// that nothing else can reach the terminal through it. Lengths are in code points.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/view/safe_text.hpp"

namespace fettle::cli {

enum class Tone { kPlain, kStrong, kFaint, kGood, kBad, kAttention };

/// What the terminal can show and its owner wants to see.
struct TerminalStyle {
  enum class Colour { kOff, kOn };
  Colour colour = Colour::kOff;
  Charset charset = Charset::kAscii;
};

class Line {
 public:
  explicit Line(Charset charset) : charset_(charset) {}

  Line& add(std::string_view text, Tone tone = Tone::kPlain);
  /// Blanks up to `width`.
  Line& pad(std::size_t width);
  /// Cuts to `width`; an ellipsis shows where.
  Line& cut_to(std::size_t width);

  std::size_t length() const { return length_; }
  /// With escape sequences for its tones where colour is on; without a line break.
  std::string text(TerminalStyle::Colour colour) const;

 private:
  struct Piece {
    std::string text;
    Tone tone;
  };
  Charset charset_;
  std::vector<Piece> pieces_;
  std::size_t length_ = 0;
};

}  // namespace fettle::cli
