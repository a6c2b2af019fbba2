#include "security/encoding.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace fettle::security {
namespace {

constexpr int kUrlAlphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string encode(std::string_view bytes, int alphabet) {
  std::string text(sodium_base64_encoded_len(bytes.size(), alphabet), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), alphabet);
  text.pop_back();  // the terminating zero
  return text;
}

}  // namespace

std::string to_base64(std::string_view bytes) { return encode(bytes, kUrlAlphabet); }

std::string to_standard_base64(std::string_view bytes) {
  return encode(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string plain(text);
  while (plain.ends_with('=')) plain.pop_back();
  std::ranges::replace(plain, '+', '-');
  std::ranges::replace(plain, '/', '_');
  std::string bytes(plain.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), plain.data(),
                        plain.size(), nullptr, &size, nullptr, kUrlAlphabet) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

std::optional<std::string> from_hex(std::string_view text) {
  std::string bytes(text.size() / 2, '\0');
  std::size_t size = 0;
  if (text.size() % 2 != 0 ||
      sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                     text.size(), nullptr, &size, nullptr) != 0 ||
      size != bytes.size()) {
    return std::nullopt;
  }
  return bytes;
}

std::string to_percent(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    text += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return text;
}

std::string to_base32(std::string_view bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char byte : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(byte);
    bits += 8;
    for (; bits >= 5; bits -= 5) text += kAlphabet[(held >> (bits - 5)) & 31U];
  }
  if (bits > 0) text += kAlphabet[(held << (5 - bits)) & 31U];
  return text;
}

}  // namespace fettle::security
