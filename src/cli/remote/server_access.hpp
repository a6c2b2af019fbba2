// Which service a command speaks to, and with what token: from its options and the environment. A
// token never stands on a command line, where every account of the machine could read it.
#pragma once

#include <string>

#include "base/result.hpp"
#include "cli/view/terminal.hpp"

namespace fettle::cli {

struct ServerOptions {
  std::string server;        ///< its address; empty: FETTLE_SERVER
  std::string token_file;    ///< holds the token; empty: FETTLE_TOKEN_FILE, else FETTLE_TOKEN
  std::string authorities;   ///< PEM, instead of the system's; empty: FETTLE_SERVER_CA
  bool allow_plain = false;  ///< the token may travel unencrypted to another machine
};

struct ServerAccess {
  std::string url;  ///< `https://fettle.example.com/base`, without a slash at its end
  std::string token;
  std::string authorities;
};

/// The address that was named, as it was written; empty without one.
std::string named_server(const ServerOptions& options, const Environment& environment);

/// kInvalid where the address can't be one, would send the token unencrypted to another machine, or
/// there is no token. Errors of the token's file.
Result<ServerAccess> server_access(const ServerOptions& options, const Environment& environment);

}  // namespace fettle::cli
