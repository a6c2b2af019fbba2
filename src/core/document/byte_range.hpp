// A half-open range of bytes of a text: what edits splice and prose is cut from.
#pragma once

#include <cstddef>
#include <string_view>

namespace fettle::document {

struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

inline std::string_view slice(std::string_view text, ByteRange range) {
  return text.substr(range.begin, range.end - range.begin);
}

}  // namespace fettle::document
