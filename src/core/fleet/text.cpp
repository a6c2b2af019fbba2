#include "core/fleet/text.hpp"

#include <algorithm>

namespace fettle::fleet {
namespace {

constexpr std::size_t kQuoteMax = 80;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

std::string to_lower_ascii(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool name_before(std::string_view a, std::string_view b) {
  const auto key = [](char c) { return static_cast<unsigned char>(lower(c)); };
  return std::ranges::lexicographical_compare(a, b, {}, key, key);
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string quote(std::string_view text) {
  auto size = std::min(text.size(), kQuoteMax);
  while (size < text.size() && size > 0 && is_continuation(text[size])) --size;
  std::string shown(text.substr(0, size));
  std::ranges::replace_if(shown, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; }, ' ');
  return "`" + shown + (size < text.size() ? "...`" : "`");
}

}  // namespace fettle::fleet
