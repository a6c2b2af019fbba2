#include "outgoing/address_rule.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "core/fleet/text.hpp"

namespace fettle::outgoing {
namespace {

constexpr int kV4Bits = 96;  ///< before the address itself, in `::ffff:a.b.c.d`

/// Not public, by IANA's registries of special-purpose addresses (RFC 6890 and later), and what
/// clouds answer metadata at. IPv6 outside 2000::/3 is refused as a whole.
constexpr std::array<std::string_view, 19> kRefused{
    "0.0.0.0/8",      "10.0.0.0/8",    "100.64.0.0/10",   "127.0.0.0/8",    "168.63.129.16/32",
    "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",    "192.0.2.0/24",   "192.88.99.0/24",
    "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
    "240.0.0.0/4",    "2001::/23",     "2001:db8::/32",   "3fff::/20"};
constexpr std::array<std::string_view, 2> kPublic{"::ffff:0:0/96", "2000::/3"};

bool begins_with(const Address& address, std::initializer_list<std::uint8_t> bytes) {
  return std::ranges::equal(bytes, std::span(address).first(bytes.size()));
}

Address mapped(const std::uint8_t* bytes) {
  Address address{};
  address[10] = address[11] = 0xFF;
  std::copy_n(bytes, 4, address.begin() + 12);
  return address;
}

/// Of NAT64 or 6to4: its bits are not those of the address that it stands for.
bool holds_another(const std::string& v6) {
  Address bytes{};
  return ::inet_pton(AF_INET6, v6.c_str(), bytes.data()) == 1 && address_v6(bytes.data()) != bytes;
}

}  // namespace

Address address_v4(const std::uint8_t* bytes) { return mapped(bytes); }

Address address_v6(const std::uint8_t* bytes) {
  Address address{};
  std::copy_n(bytes, address.size(), address.begin());
  const bool is_nat64 = begins_with(address, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0});
  if (is_nat64) return mapped(address.data() + 12);
  if (begins_with(address, {0x20, 0x02})) return mapped(address.data() + 2);
  return address;
}

std::optional<Address> read_address(std::string_view text) {
  const std::string copy(text);
  Address bytes{};
  if (::inet_pton(AF_INET, copy.c_str(), bytes.data()) == 1) return address_v4(bytes.data());
  if (::inet_pton(AF_INET6, copy.c_str(), bytes.data()) == 1) return address_v6(bytes.data());
  return std::nullopt;
}

std::optional<AddressRule::Network> AddressRule::read_network(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = read_address(text.substr(0, slash));
  const bool is_v4 = !text.substr(0, slash).contains(':');
  if (!address || (!is_v4 && holds_another(std::string(text.substr(0, slash)))))
    return std::nullopt;
  const int most = is_v4 ? 32 : 128;
  int bits = most;
  if (slash != std::string_view::npos) {
    const auto count = text.substr(slash + 1);
    const auto* const end = count.data() + count.size();
    const auto read = std::from_chars(count.data(), end, bits);
    if (read.ec != std::errc() || read.ptr != end || bits < 0 || bits > most) return std::nullopt;
  }
  return Network{*address, is_v4 ? kV4Bits + bits : bits};
}

Result<AddressRule> AddressRule::read(std::string_view allowed) {
  AddressRule rule;
  while (!allowed.empty()) {
    const auto part = allowed.substr(0, allowed.find(','));
    allowed.remove_prefix(std::min(allowed.size(), part.size() + 1));
    const auto text = fleet::trim(part);
    if (text.empty()) continue;
    const auto network = read_network(text);
    if (!network) {
      return fail(ErrorCode::kInvalid,
                  fmt::format("{} is no network: write 10.0.0.0/8, 192.0.2.7 or fd00::/8",
                              fleet::quote(text)));
    }
    rule.allowed_.push_back(*network);
  }
  return rule;
}

bool AddressRule::contains(const Network& network, const Address& address) {
  for (int bit = 0; bit < network.bits; bit += 8) {
    const auto place = static_cast<std::size_t>(bit) / 8;
    const int wanted = std::min(8, network.bits - bit);
    const auto mask = static_cast<std::uint8_t>(0xFFU << (8U - static_cast<unsigned>(wanted)));
    if ((network.address[place] & mask) != (address[place] & mask)) return false;
  }
  return true;
}

bool AddressRule::is_public(const Address& address) {
  const auto holds = [&](std::string_view text) { return contains(*read_network(text), address); };
  return std::ranges::any_of(kPublic, holds) && std::ranges::none_of(kRefused, holds);
}

bool AddressRule::allows(const Address& address) const {
  return is_public(address) || std::ranges::any_of(allowed_, [&](const Network& network) {
           return contains(network, address);
         });
}

}  // namespace fettle::outgoing
