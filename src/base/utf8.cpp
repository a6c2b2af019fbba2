#include "base/utf8.hpp"

#include "base/byte_run.hpp"

namespace fettle::utf8 {
namespace {

std::size_t ascii_size(std::string_view text) {
  return usual_size(
      text, [](ByteWord word) { return (word & kHighBits) != 0; },
      [](unsigned char byte) { return byte < 0x80; });
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Bytes of the code point that starts `text` (never empty), or 0 where that is not valid.
std::size_t valid_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(text[i])) return 0;
  }
  const auto second = static_cast<unsigned char>(text[1]);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = lead == 0xED && second > 0x9F;
  const bool too_large = lead == 0xF4 && second > 0x8F;
  return overlong || surrogate || too_large ? 0 : size;
}

std::size_t step(std::string_view text) {
  const auto size = valid_size(text);
  return size == 0 ? 1 : size;
}

}  // namespace

std::size_t find_invalid(std::string_view text) {
  for (auto at = ascii_size(text); at < text.size(); at += ascii_size(text.substr(at))) {
    const auto size = valid_size(text.substr(at));
    if (size == 0) return at;
    at += size;
  }
  return std::string_view::npos;
}

std::size_t plain_size(std::string_view text) {
  return usual_size(
      text,
      [](ByteWord word) {
        return (word & kHighBits) != 0 || has_byte_below(word, ' ') || has_byte(word, 0x7F);
      },
      [](unsigned char byte) { return byte >= ' ' && byte < 0x7F; });
}

bool is_ascii(std::string_view text) { return ascii_size(text) == text.size(); }

std::size_t length(std::string_view text) {
  auto count = ascii_size(text);
  for (auto at = count; at < text.size(); ++count) {
    at += step(text.substr(at));
  }
  return count;
}

std::string_view first(std::string_view text, std::size_t count) {
  auto size = ascii_size(text.substr(0, count));
  for (count -= size; count > 0 && size < text.size(); --count) size += step(text.substr(size));
  return text.substr(0, size);
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); at += points.back().size()) {
    points.push_back(text.substr(at, step(text.substr(at))));
  }
  return points;
}

}  // namespace fettle::utf8
