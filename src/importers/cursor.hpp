// Walks a text byte by byte and knows where it stands, at constant cost a byte: a file of one
// endless line stays linear. Expects valid UTF-8.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/span.hpp"

namespace fettle::importers {

class Cursor {
 public:
  explicit Cursor(std::string_view text, Position start = {}) : text_(text), position_(start) {}

  bool done() const { return at_ == text_.size(); }
  /// The byte to be read next, or NUL at the end.
  char peek() const { return done() ? '\0' : text_[at_]; }
  std::size_t offset() const { return at_; }
  Position position() const { return position_; }

  /// Reads one byte; not at the end.
  char next() {
    const char byte = text_[at_++];
    const bool ends_code_point =
        done() || (static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U;
    if (byte == '\n') {
      position_ = {position_.line + 1, 1};
    } else if (ends_code_point) {
      ++position_.column;
    }
    return byte;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  Position position_;
};

}  // namespace fettle::importers
