#include "api/http/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/utf8.hpp"

namespace fettle::api::http {
namespace {

std::unexpected<Error> refuse(std::string message) {
  return fail(ErrorCode::kMalformed, "the request's target " + std::move(message));
}

Result<char> decode_byte(std::string_view digits) {
  unsigned value = 0;
  const auto* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value, 16);
  if (digits.size() != 2 || read.ec != std::errc() || read.ptr != end) {
    return refuse("has a % without two hexadecimal digits; write a percent sign as %25");
  }
  return static_cast<char>(value);
}

Result<void> read_query(std::string_view text, Target& target) {
  while (!text.empty()) {
    const auto part = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    if (part.empty()) continue;
    if (target.query.size() == kParametersMax) {
      return refuse(fmt::format("has more than {} parameters", kParametersMax));
    }
    const auto equals = part.find('=');
    FETTLE_TRY(name, decode_percent(part.substr(0, equals), Encoding::kQuery));
    FETTLE_TRY(value,
               decode_percent(equals == part.npos ? std::string_view() : part.substr(equals + 1),
                              Encoding::kQuery));
    target.query.emplace_back(std::move(name), std::move(value));
  }
  return {};
}

}  // namespace

Result<std::string> decode_percent(std::string_view text, Encoding encoding) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%') {
      FETTLE_TRY(byte, decode_byte(text.substr(at + 1, 2)));
      if (encoding == Encoding::kPath && byte == '/') {
        return refuse("has an encoded slash in its path; names with a slash have no address");
      }
      decoded += byte;
      at += 2;
    } else {
      decoded += encoding == Encoding::kQuery && text[at] == '+' ? ' ' : text[at];
    }
  }
  const auto is_control = [](char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
  };
  if (std::ranges::any_of(decoded, is_control)) return refuse("holds a control character");
  if (utf8::find_invalid(decoded) != std::string::npos) return refuse("is not UTF-8");
  return decoded;
}

Result<Target> parse_target(std::string_view target) {
  if (target.size() > kTargetBytesMax) {
    return refuse(fmt::format("has {} bytes; the limit is {}", target.size(), kTargetBytesMax));
  }
  if (!target.starts_with('/')) return refuse("is no absolute path such as /api/v1/trees");
  const auto question = target.find('?');
  Target parsed;
  FETTLE_TRY(path, decode_percent(target.substr(0, question), Encoding::kPath));
  parsed.path = std::move(path);
  if (question != target.npos) {
    FETTLE_TRY_VOID(read_query(target.substr(question + 1), parsed));
  }
  return parsed;
}

}  // namespace fettle::api::http
