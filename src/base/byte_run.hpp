// Runs of bytes that are as nearly all bytes of a text are, looked at eight at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace fettle {

/// Eight bytes at once, as one number.
using ByteWord = std::uint64_t;

constexpr ByteWord in_each_byte(unsigned char byte) { return 0x0101010101010101U * byte; }
constexpr ByteWord kHighBits = in_each_byte(0x80);

/// Whether a byte of `word` is less than `limit`, which is at most 0x80.
constexpr bool has_byte_below(ByteWord word, unsigned char limit) {
  return ((word - in_each_byte(limit)) & ~word & kHighBits) != 0;
}
constexpr bool has_byte(ByteWord word, unsigned char byte) {
  return has_byte_below(word ^ in_each_byte(byte), 1);
}

/// How many bytes at the start of `text` are usual ones. `may_be_other` is asked of eight bytes
/// whether one of them might be another, `is_usual` of a single one.
template <class MayBeOther, class IsUsual>
std::size_t usual_size(std::string_view text, MayBeOther may_be_other, IsUsual is_usual) {
  std::size_t size = 0;
  for (ByteWord word = 0; size + sizeof word <= text.size(); size += sizeof word) {
    std::memcpy(&word, text.data() + size, sizeof word);
    if (may_be_other(word)) break;
  }
  while (size < text.size() && is_usual(static_cast<unsigned char>(text[size]))) ++size;
  return size;
}

}  // namespace fettle
