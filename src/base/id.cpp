#include "base/id.hpp"

#include <fmt/format.h>

namespace fettle {

std::string make_id(Instant now, std::array<std::uint64_t, 2> random) {
  const auto time = static_cast<std::uint64_t>(now.ms) & 0xFFFF'FFFF'FFFFULL;
  const auto tail = (random[1] & 0x3FFF'FFFF'FFFF'FFFFULL) | 0x8000'0000'0000'0000ULL;
  return fmt::format("{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}", time >> 16U, time & 0xFFFFU,
                     random[0] & 0xFFFU, tail >> 48U, tail & 0xFFFF'FFFF'FFFFULL);
}

bool is_id(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (dash ? c != '-' : !hex) return false;
  }
  return true;
}

}  // namespace fettle
