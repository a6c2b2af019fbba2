// The part of ssh_config(5) that decides where a connection goes and who logs in. First value
// wins, as in OpenSSH; unknown keywords are passed over; `Match` blocks other than `Match all`
// are left out, as they may run programs. Pure text; `Include` is resolved by whoever read it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::transport {

struct SshConfig {
  std::optional<std::string> host_name;
  std::optional<std::string> port;
  std::optional<std::string> user;
  std::optional<std::string> proxy_jump;
  std::optional<std::string> known_hosts_file;
  std::optional<std::string> global_known_hosts_file;
  std::optional<std::string> identity_agent;
  std::optional<std::string> identities_only;
  std::vector<std::string> identity_files;
};

/// What `text` says of `host`, as it was typed.
SshConfig look_up(std::string_view text, std::string_view host);

/// One keyword and its arguments; empty for a blank line or a comment.
struct ConfigLine {
  std::string keyword;  ///< lower case
  std::vector<std::string> arguments;
};
ConfigLine read_config_line(std::string_view line);

/// A host pattern list of ssh_config(5): `*`, `?`, and `!` in front of what must not match.
bool matches(const std::vector<std::string>& patterns, std::string_view host);

}  // namespace fettle::transport
