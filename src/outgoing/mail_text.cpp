#include "outgoing/mail_text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

#include "security/encoding.hpp"

namespace fettle::outgoing {
namespace {

constexpr std::size_t kWordBytes = 42;  ///< of an encoded word: 75 characters at most, as base64
constexpr std::size_t kLineBytes = 57;  ///< become 76 characters of base64

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// The longest beginning of at most `most` bytes that ends with a whole character.
std::string_view whole_characters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 1 && is_continuation(text[most])) --most;
  return text.substr(0, most);
}

std::string encoded_words(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    const auto part = whole_characters(text, kWordBytes);
    text.remove_prefix(part.size());
    if (!line.empty()) line += "\r\n ";
    line += fmt::format("=?UTF-8?B?{}?=", security::to_standard_base64(part));
  }
  return line;
}

std::string body(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const auto part = text.substr(0, kLineBytes);
    text.remove_prefix(part.size());
    lines += security::to_standard_base64(part) + "\r\n";
  }
  return lines;
}

std::string host_of(std::string_view address) {
  return std::string(address.substr(address.rfind('@') + 1));
}

}  // namespace

std::string mail_text(const ports::Mail& mail, std::string_view from, Instant now) {
  const auto seconds = static_cast<std::time_t>(now.ms / 1000);
  return fmt::format(
      "Date: {:%a, %d %b %Y %H:%M:%S} +0000\r\n"
      "From: Fettle <{}>\r\n"
      "To: <{}>\r\n"
      "Subject: {}\r\n"
      "Message-ID: <{}@{}>\r\n"
      "Auto-Submitted: auto-generated\r\n"
      "MIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: base64\r\n"
      "\r\n{}",
      fmt::gmtime(seconds), from, mail.to, encoded_words(mail.subject), mail.id, host_of(from),
      body(mail.text));
}

}  // namespace fettle::outgoing
