// What ssh_config(5) says of one host: the part that decides where a connection goes, who logs in
// and whom we believe. Reads what ssh_config_files.hpp has parsed, as OpenSSH 9.2 would; first
// value wins. Runs no program: where one would have to decide, `undecided` says so, and
// link_choice.hpp gives the host to the system's ssh. Tokens are expanded in ssh_route.hpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "transport/ssh/address_family.hpp"
#include "transport/ssh/ssh_config_files.hpp"
#include "transport/ssh/ssh_config_line.hpp"

namespace fettle::transport {

/// StrictHostKeyChecking of ssh_config(5).
enum class HostKeyCheck { kAsk, kYes, kAcceptNew, kNo };

/// The value of a keyword as it is written, and where.
struct ConfigValue {
  std::string text;  ///< its arguments with one blank between; of ProxyCommand the rest of the line
  std::string place;  ///< `file:line`
  ConfigOrigin origin = ConfigOrigin::kUser;
};

struct SshConfig {
  std::string host;  ///< HostName with its tokens expanded, else as typed; lower case
  std::optional<std::uint16_t> port;
  std::optional<std::string> user;
  std::optional<std::string> proxy_jump;       ///< a list or `none`
  std::optional<std::string> proxy_command;    ///< a command or `none`; never beside a proxy_jump
  std::vector<std::string> identity_files;     ///< in order; `none` stands for no file
  std::vector<std::string> certificate_files;  ///< in order; `none` stands for no file
  std::optional<std::string> identity_agent;   ///< a path, `none`, `SSH_AUTH_SOCK` or `$NAME`
  std::optional<bool> identities_only;
  std::optional<std::string> host_key_alias;
  std::optional<HostKeyCheck> host_key_check;
  /// `none` alone: no file.
  std::optional<std::vector<std::string>> known_hosts_files;
  std::optional<std::vector<std::string>> global_known_hosts_files;
  std::optional<AddressFamily> address_family;
  std::optional<std::chrono::seconds> connect_timeout;
  std::optional<std::chrono::seconds> server_alive_interval;  ///< 0: never
  std::optional<int> server_alive_count_max;
  /// First value of every other keyword, by its name in lower case.
  std::map<std::string, ConfigValue, std::less<>> others;
  /// What only OpenSSH can decide, with its place, such as a `Match exec`; empty: nothing.
  std::string undecided;
};

/// Of whom the configuration is asked.
struct ConfigQuery {
  std::string host;                  ///< as it was typed
  std::string user;                  ///< given apart from the configuration; empty: not given
  std::uint16_t port = 0;            ///< the same; 0: not given
  std::string local_user;            ///< who runs Fettle
  std::vector<std::string> options;  ///< each as after `ssh -o`; they go before all files
};

/// What `files` say of a host. Errors: kInvalid for whatever OpenSSH refuses, with file and line:
/// unknown keywords, values that a keyword can't have, a file that others may write to.
Result<SshConfig> look_up(const ConfigFiles& files, const ConfigQuery& query);

}  // namespace fettle::transport
