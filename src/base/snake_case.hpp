// Turns the identifiers of our code into the names that they have outside of it, while compiling.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace fettle {

/// A short text that the compiler has worked out. One that is too long does not compile.
struct FixedName {
  std::array<char, 64> text{};
  std::size_t size = 0;
  constexpr std::string_view view() const { return {text.data(), size}; }
};

/// `kTimedOut` and `TimedOut` are "timed_out".
consteval FixedName snake_case(std::string_view identifier) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (identifier.size() > 1 && identifier[0] == 'k' && is_upper(identifier[1])) {
    identifier.remove_prefix(1);
  }
  FixedName name;
  for (const char c : identifier) {
    if (is_upper(c) && name.size > 0) name.text[name.size++] = '_';
    name.text[name.size++] = is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

}  // namespace fettle
