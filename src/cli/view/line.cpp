#include "cli/view/line.hpp"

#include <utility>

#include "base/utf8.hpp"

namespace fettle::cli {
namespace {

/// The sequence that begins a tone: the 8 basic colours, which every theme keeps readable.
std::string_view begin_of(Tone tone) {
  switch (tone) {
    case Tone::kPlain:
      return "";
    case Tone::kStrong:
      return "\x1b[1m";
    case Tone::kFaint:
      return "\x1b[2m";
    case Tone::kGood:
      return "\x1b[32m";
    case Tone::kBad:
      return "\x1b[31m";
    case Tone::kAttention:
      return "\x1b[33m";
  }
  return "";
}

}  // namespace

Line& Line::add(std::string_view text, Tone tone) {
  pieces_.push_back({safe_line(text, charset_), tone});
  length_ += utf8::length(pieces_.back().text);
  return *this;
}

Line& Line::pad(std::size_t width) {
  if (length_ < width) add(std::string(width - length_, ' '));
  return *this;
}

Line& Line::cut_to(std::size_t width) {
  if (length_ <= width) return *this;
  std::size_t room = width;
  std::vector<Piece> kept;
  for (auto& piece : pieces_) {
    const auto size = utf8::length(piece.text);
    // One that fits exactly is followed by what doesn't fit, so the ellipsis takes its last place.
    if (size >= room) {
      kept.push_back({cut(piece.text + " ", room, charset_), piece.tone});
      break;
    }
    room -= size;
    kept.push_back(std::move(piece));
  }
  pieces_ = std::move(kept);
  length_ = width;
  return *this;
}

std::string Line::text(TerminalStyle::Colour colour) const {
  std::string text;
  for (const auto& [piece, tone] : pieces_) {
    const bool coloured = colour == TerminalStyle::Colour::kOn && tone != Tone::kPlain;
    if (coloured) text += begin_of(tone);
    text += piece;
    if (coloured) text += "\x1b[0m";
  }
  return text;
}

}  // namespace fettle::cli
