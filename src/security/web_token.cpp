#include "security/web_token.hpp"

#include <algorithm>
#include <utility>

#include "base/json_fields.hpp"
#include "base/json_pointer.hpp"
#include "security/encoding.hpp"

namespace fettle::security {
namespace {

constexpr std::size_t kTokenBytesMax = std::size_t{32} << 10;

std::unexpected<Error> refuse(std::string_view why) {
  return fail(ErrorCode::kInvalid, "the token " + std::string(why));
}

}  // namespace

Result<WebToken> read_web_token(std::string_view text) {
  if (text.size() > kTokenBytesMax)
    return refuse("is longer than 32 KiB; let the provider name fewer groups");
  const auto first = text.find('.');
  const auto second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) {
    return refuse("is not made of three parts");
  }
  const auto header = from_base64(text.substr(0, first));
  auto payload = from_base64(text.substr(first + 1, second - first - 1));
  auto signature = from_base64(text.substr(second + 1));
  if (!header || !payload || !signature) return refuse("is no base64");
  FETTLE_TRY(fields, read_json_fields(*header));
  if (fields.contains("crit")) return refuse("asks for an extension that is not known here");
  return WebToken{.algorithm = json_text_at(*header, "/alg").value_or(""),
                  .key_id = json_text_at(*header, "/kid").value_or(""),
                  .payload = *std::move(payload),
                  .signed_text = std::string(text.substr(0, second)),
                  .signature = *std::move(signature)};
}

bool is_signed(const WebToken& token, std::span<const WebKey> keys) {
  return std::ranges::any_of(keys, [&](const WebKey& key) {
    const bool is_named = token.key_id.empty() || token.key_id == key.id();
    return is_named && token.algorithm == key.algorithm() &&
           key.verifies(token.signed_text, token.signature);
  });
}

}  // namespace fettle::security
