// A jump host as ssh(1) takes it after -J: `user@host:port`, an IPv6 address in brackets, or a
// whole `ssh://` address. Text only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fettle::transport {

struct Destination {
  std::string host;        ///< an IPv6 address without its brackets
  std::uint16_t port = 0;  ///< 0: not given
  std::string user;        ///< empty: not given
};

/// Nothing for what is no destination.
std::optional<Destination> read_destination(std::string_view text);

/// 1 to 65535 in decimal digits; nothing for anything else.
std::optional<std::uint16_t> read_port(std::string_view text);

}  // namespace fettle::transport
