#include "usecases/schedules/trigger_signature.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/sha256.hpp"
#include "security/encoding.hpp"
#include "security/token.hpp"

namespace fettle::usecases {
namespace {

constexpr std::size_t kIdMax = 100;
constexpr std::size_t kSignaturesMax = 1000;

/// It becomes a part of a key that is stored.
bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= kIdMax &&
         std::ranges::all_of(id, [](char c) { return c > ' ' && c <= '~'; });
}

bool is_fresh(std::string_view timestamp, Instant now) {
  std::int64_t seconds = 0;
  const auto* const end = timestamp.data() + timestamp.size();
  const auto read = std::from_chars(timestamp.data(), end, seconds);
  if (read.ec != std::errc() || read.ptr != end) return false;
  const auto limit = std::chrono::duration_cast<std::chrono::seconds>(kCallAge).count();
  const auto present = now.ms / 1000;
  return seconds >= present - limit && seconds <= present + limit;
}

}  // namespace

bool is_signed_call(const TriggerCall& call, std::string_view key, Instant now) {
  const auto text = fmt::format("{}.{}.{}", call.id, call.timestamp, call.body);
  const auto wanted = "v1," + security::to_standard_base64(hmac_sha256(key, text));
  bool fits = false;
  auto rest = call.signature.substr(0, kSignaturesMax);
  while (!rest.empty()) {
    const auto one = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    fits = security::equal_in_constant_time(one, wanted) || fits;
  }
  return fits && is_id(call.id) && is_fresh(call.timestamp, now);
}

}  // namespace fettle::usecases
