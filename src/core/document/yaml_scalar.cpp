#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "core/document/characters.hpp"
#include "core/document/yaml.hpp"

namespace fettle::document {
namespace {

using std::string_view_literals::operator""sv;

bool is_hex(char c) { return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f'); }
bool is_octal(char c) { return c >= '0' && c <= '7'; }

bool one_of(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::find(words, text) != words.end();
}

/// Takes the digits that `text` starts with off it and says how many they were.
std::size_t take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  text.remove_prefix(count);
  return count;
}

void take_sign(std::string_view& text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
}

bool is_integer(std::string_view text) {
  if (text.starts_with("0x")) return text.size() > 2 && std::ranges::all_of(text.substr(2), is_hex);
  if (text.starts_with("0o")) {
    return text.size() > 2 && std::ranges::all_of(text.substr(2), is_octal);
  }
  take_sign(text);
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

bool is_float(std::string_view text) {
  static constexpr std::array kNotNumbers{".nan"sv, ".NaN"sv, ".NAN"sv};
  static constexpr std::array kInfinities{".inf"sv, ".Inf"sv, ".INF"sv};
  if (one_of(text, kNotNumbers)) return true;
  take_sign(text);
  if (one_of(text, kInfinities)) return true;
  auto digits = take_digits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    digits += take_digits(text);
  }
  if (digits == 0) return false;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    take_sign(text);
    if (take_digits(text) == 0) return false;
  }
  return text.empty();
}

}  // namespace

NodeKind plain_scalar_kind(std::string_view text) {
  static constexpr std::array kNulls{""sv, "~"sv, "null"sv, "Null"sv, "NULL"sv};
  static constexpr std::array kBools{"true"sv, "True"sv, "TRUE"sv, "false"sv, "False"sv, "FALSE"sv};
  if (one_of(text, kNulls)) return NodeKind::kNull;
  if (one_of(text, kBools)) return NodeKind::kBool;
  if (is_integer(text)) return NodeKind::kInteger;
  return is_float(text) ? NodeKind::kFloat : NodeKind::kString;
}

std::string_view describe(NodeKind kind) {
  switch (kind) {
    case NodeKind::kNull:
      return "nothing";
    case NodeKind::kBool:
      return "true or false";
    case NodeKind::kInteger:
    case NodeKind::kFloat:
      return "a number";
    case NodeKind::kString:
      return "text";
    case NodeKind::kSequence:
      return "a list";
    case NodeKind::kMapping:
      return "a mapping";
  }
  std::unreachable();
}

const Entry* Node::find(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, &Entry::key);
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace fettle::document
