// Reads machines as people type them: `user@host:port`. Names and addresses are checked for
// shape only; nothing is looked up. importers/ reads whole files of servers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/fleet/server.hpp"

namespace fettle::fleet {

inline constexpr std::size_t kTargetsMax = 10'000;

/// Where SSH connects to. `port` 0 and an empty `user`: as the SSH configuration says.
struct Endpoint {
  std::string user;
  std::string host;  ///< an IPv6 address without its brackets
  std::uint16_t port = 0;
  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// Reads `host`, `user@host`, `host:port`, `[::1]:22`, `ssh://user@host:port` and their like. The
/// error says what is wrong with it, as the end of a sentence that begins with the text.
std::expected<Endpoint, std::string> parse_endpoint(std::string_view text);

/// Empty when `text` can be a host name, an IPv4 address or an IPv6 address without brackets;
/// else what is wrong. Whatever passes is safe as an argument of a command.
std::string host_problem(std::string_view text);

/// 1 to 65535 in decimal digits.
std::expected<std::uint16_t, std::string> parse_port(std::string_view text);

/// Reads endpoints separated by commas, for `--target`. A target's label is what was typed,
/// without the user. Blanks and empty entries are ignored. A machine that is named twice, an
/// empty list, more than kTargetsMax: errors. All problems are reported together, placed in `text`.
Result<std::vector<Target>> parse_target_list(std::string_view text);

}  // namespace fettle::fleet
