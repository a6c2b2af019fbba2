// The tokens (%h, %u, ...), `~` and ${NAME} that ssh_config(5) allows in the values of some
// keywords. Pure: who and where we are comes in.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace fettle::transport {

using ProcessEnvironment = std::map<std::string, std::string, std::less<>>;

/// What the tokens stand for.
struct TokenValues {
  std::string home;            ///< %d and ~
  std::string host;            ///< %h
  std::string typed;           ///< %n
  std::string host_key_alias;  ///< %k; empty: the same as %n
  std::string user;            ///< %r
  std::uint16_t port = 22;     ///< %p
  std::string local_user;      ///< %u
  std::string local_user_id;   ///< %i
  std::string local_host;      ///< %l; up to its first dot %L
};

/// A path with `~/`, tokens and ${NAME}. Errors: kInvalid for an unknown token, or a variable that
/// isn't set: OpenSSH gives up on both.
Result<std::string> expand_path(std::string_view path, const TokenValues& values,
                                const ProcessEnvironment& environment);

/// ProxyJump with its %h, %n, %p, %r and %%.
Result<std::string> expand_jump(std::string_view jump, const TokenValues& values);

}  // namespace fettle::transport
