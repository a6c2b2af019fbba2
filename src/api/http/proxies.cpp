#include "api/http/proxies.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace fettle::api::http {
namespace {

constexpr std::string_view kMappedPrefix{"\0\0\0\0\0\0\0\0\0\0\xFF\xFF", 12};

/// The bytes of an address; one of IPv4 inside IPv6 is that of IPv4.
std::optional<std::string> address_bytes(std::string_view text) {
  if (text.find('\0') != text.npos) return std::nullopt;
  const std::string terminated(text);
  std::string bytes(4, '\0');
  if (::inet_pton(AF_INET, terminated.c_str(), bytes.data()) == 1) return bytes;
  bytes.resize(16);
  if (::inet_pton(AF_INET6, terminated.c_str(), bytes.data()) != 1) return std::nullopt;
  return bytes.starts_with(kMappedPrefix) ? bytes.substr(kMappedPrefix.size()) : bytes;
}

bool has_prefix(std::string_view address, std::string_view network, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (address.size() != network.size()) return false;
  if (address.substr(0, whole) != network.substr(0, whole)) return false;
  if (bits % 8 == 0) return true;
  const auto rest = static_cast<unsigned char>(address[whole] ^ network[whole]);
  return rest >> (8 - bits % 8) == 0;
}

/// Takes the last part of a list with commas away.
std::string_view take_last(std::string_view& list) {
  const auto comma = list.rfind(',');
  auto last = comma == list.npos ? list : list.substr(comma + 1);
  list = comma == list.npos ? std::string_view() : list.substr(0, comma);
  while (last.starts_with(' ')) last.remove_prefix(1);
  while (last.ends_with(' ')) last.remove_suffix(1);
  return last;
}

/// All headers of that name in one list, as RFC 9110 (5.3) joins them.
std::string joined(const Request& request, std::string_view name) {
  std::string list;
  for (const auto& [known, value] : request.headers) {
    if (!equal_names(known, name)) continue;
    if (!list.empty()) list += ',';
    list += value;
  }
  return list;
}

}  // namespace

Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& networks) {
  TrustedProxies proxies;
  for (const std::string_view text : networks) {
    const auto slash = text.find('/');
    auto address = address_bytes(text.substr(0, slash));
    int bits = address ? static_cast<int>(address->size() * 8) : 0;
    const int most = bits;
    bool is_read = address.has_value();
    if (slash != text.npos) {
      const auto* const end = text.data() + text.size();
      const auto read = std::from_chars(text.data() + slash + 1, end, bits);
      is_read = is_read && read.ec == std::errc() && read.ptr == end;
    }
    if (!is_read || bits < 0 || bits > most) {
      return fail(ErrorCode::kInvalid,
                  fmt::format("trusted proxy {}: no address or network such as 10.0.0.0/8", text));
    }
    proxies.networks_.push_back({*std::move(address), bits});
  }
  return proxies;
}

bool TrustedProxies::trusts(std::string_view address) const {
  if (address.empty()) return true;
  const auto bytes = address_bytes(address);
  return bytes && std::ranges::any_of(networks_, [&](const Network& network) {
           return has_prefix(*bytes, network.address, network.bits);
         });
}

void TrustedProxies::tell_client(Request& request) const {
  if (!trusts(request.address)) return;
  const auto schemes = joined(request, "X-Forwarded-Proto");
  std::string_view scheme = schemes;
  if (!scheme.empty()) request.is_secure = equal_names(take_last(scheme), "https");
  const auto list = joined(request, "X-Forwarded-For");
  for (std::string_view rest = list; !rest.empty() && trusts(request.address);) {
    const auto client = take_last(rest);
    if (!address_bytes(client)) return;
    request.address = client;
  }
}

}  // namespace fettle::api::http
