#include "outgoing/smtp_reply.hpp"

#include <algorithm>
#include <charconv>

#include "base/utf8.hpp"
#include "base/visible_text.hpp"

namespace fettle::outgoing {
namespace {

constexpr std::size_t kCodeBytes = 3;
constexpr std::size_t kWordsMax = 300;
constexpr std::string_view kFarewell = "221";

}  // namespace

void SmtpReply::add(std::string_view line) {
  line = line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
  const auto digits = line.substr(0, kCodeBytes);
  const bool goes_on = !is_over;
  if (!goes_on && digits == kFarewell) return;
  is_over = line.size() <= kCodeBytes || line[kCodeBytes] != '-';
  if (!goes_on) {
    words = digits;
    code = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), code);
  }
  line.remove_prefix(std::min(line.size(), kCodeBytes + 1));
  const auto length = utf8::length(words);
  if (line.empty() || length >= kWordsMax) return;
  words.append(" ").append(utf8::first(visible_line(line), kWordsMax - length));
}

}  // namespace fettle::outgoing
