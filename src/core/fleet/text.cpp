#include "core/fleet/text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "base/visible_text.hpp"

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

std::string line_problem(std::string_view text, std::size_t most) {
  if (utf8::length(text) > most) return fmt::format("is longer than {} characters", most);
  if (const auto hidden = find_hidden(text)) {
    return fmt::format("has a character that nobody sees ({}): remove it",
                       name_point(text.substr(hidden->begin, hidden->size)));
  }
  if (text.find_first_of("\n\t") != std::string_view::npos) {
    return "must be one line without tabs";
  }
  if (trim(text) != text) return "begins or ends with a blank: remove it";
  return {};
}

std::string name_problem(std::string_view name, std::size_t most) {
  if (trim(name).empty()) return fmt::format("must be 1 to {} characters", most);
  return line_problem(name, most);
}

std::string quote(std::string_view text) {
  auto size = std::min(text.size(), kQuoteMax);
  while (size < text.size() && size > 0 && is_continuation(text[size])) --size;
  std::string shown(text.substr(0, size));
  std::ranges::replace_if(shown, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; }, ' ');
  return "`" + shown + (size < text.size() ? "...`" : "`");
}

}  // namespace fettle::fleet
