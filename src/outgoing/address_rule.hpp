// Which addresses requests of ours may go to: public ones, and the networks that the administrator
// allows. What a team types must not reach the service's own machine, its neighbours or a cloud's
// metadata. Pure; whoever opens the socket asks it for each address, after DNS and after each
// redirect.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace fettle::outgoing {

/// 16 bytes in the order of the network; an IPv4 address as `::ffff:a.b.c.d`, also where it came
/// within an IPv6 one (NAT64, 6to4).
using Address = std::array<std::uint8_t, 16>;

/// None where `text` is neither an IPv4 nor an IPv6 address.
std::optional<Address> read_address(std::string_view text);
/// Of the bytes of a `sockaddr_in6`; and of a `sockaddr_in`.
Address address_v6(const std::uint8_t* bytes);
Address address_v4(const std::uint8_t* bytes);

class AddressRule {
 public:
  /// Public addresses alone.
  AddressRule() = default;
  /// `allowed`: networks with commas between them, `10.0.0.0/8,::1`. kInvalid where one can't be
  /// read.
  static Result<AddressRule> read(std::string_view allowed);

  bool allows(const Address& address) const;

 private:
  struct Network {
    Address address;
    int bits = 128;
  };
  static std::optional<Network> read_network(std::string_view text);
  static bool contains(const Network& network, const Address& address);
  static bool is_public(const Address& address);

  std::vector<Network> allowed_;
};

}  // namespace fettle::outgoing
