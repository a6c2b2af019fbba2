// A machine known to Fettle and how to reach it, and the target that a session works on.
// Values only: importers/ reads them, transport/ connects to them.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fettle::fleet {

/// How orders reach a server; `ansible`: by the real Ansible, as its variables `ansible_...` say;
/// `manual`: a person carries them out there.
BOOST_DEFINE_ENUM_CLASS(TransportKind, kSsh, kLocal, kAnsible, kManual)

/// What Fettle may do on a server: everything, only what a person let go, or nothing.
BOOST_DEFINE_ENUM_CLASS(Mode, kLive, kShadow, kAudit)

struct Server {
  std::string name;
  std::string address;     ///< host name or address; empty: `name`
  std::uint16_t port = 0;  ///< 0: as the SSH configuration says, else 22
  std::string user;        ///< empty: as the SSH configuration says, else who runs Fettle
  TransportKind transport = TransportKind::kSsh;
  std::string identity_file;  ///< empty: the agent and the usual files
  std::string proxy_jump;     ///< `user@host:port[,...]`; empty: as the SSH configuration says
  bool become = false;        ///< run commands through sudo
  Mode mode = Mode::kLive;
  std::string role;
  std::string site;
  std::string os_family;
  std::vector<std::string> tags;
  std::map<std::string, std::string> variables;  ///< values for variables declared `per: target`
  // Stored records of earlier versions lack what follows: absent is as before.
  std::optional<std::vector<std::string>> ssh_options;  ///< each as after `ssh -o`: `Name value`
  std::optional<std::string> ssh_config_file;  ///< read instead of the usual ones, as `ssh -F` does
  std::optional<std::string> become_user;      ///< whose rights `become` takes; absent: root's
  std::optional<std::string> become_method;    ///< `sudo`, `su` or `doas`; absent: sudo
  std::optional<std::string> server_id;  ///< of the server that a team registered; absent: none
  friend bool operator==(const Server&, const Server&) = default;
};
BOOST_DESCRIBE_STRUCT(Server, (),
                      (name, address, port, user, transport, identity_file, proxy_jump, become,
                       mode, role, site, os_family, tags, variables, ssh_options, ssh_config_file,
                       become_user, become_method, server_id))

/// One thing to be maintained: what people call it, and the server that it resolves to.
struct Target {
  std::string label;
  Server server;
  friend bool operator==(const Target&, const Target&) = default;
};
BOOST_DESCRIBE_STRUCT(Target, (), (label, server))

/// What tells hosts apart, so that at most one session works on each: `web1.example.org:22`, or
/// `local`; empty for a manual one, which nothing runs on. Another name of the same host is another
/// host to it.
std::string host_key(const Server& server);

}  // namespace fettle::fleet
