// What a look at a server found (transport/probe.hpp makes it). Values only.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <map>
#include <optional>
#include <string>

namespace fettle::ports {

/// How the host key that a server showed stands to what is known of it.
BOOST_DEFINE_ENUM_CLASS(HostKeyTrust,
                        kKnown,    ///< accepted for this server, or in the known hosts
                        kUnknown,  ///< nothing is known: a person may accept it
                        kChanged,  ///< another one is known
                        kRevoked)  ///< the known hosts say that it must not be taken

struct SeenHostKey {
  std::string type;         ///< `ssh-ed25519`
  std::string fingerprint;  ///< `SHA256:...`
  std::string public_key;   ///< `ssh-ed25519 AAAA...`
  HostKeyTrust trust = HostKeyTrust::kUnknown;
};
BOOST_DESCRIBE_STRUCT(SeenHostKey, (), (type, fingerprint, public_key, trust))

struct ConnectionReport {
  std::optional<SeenHostKey> host_key;  ///< none: it was not reached
  bool logged_in = false;
  bool has_shell = false;                    ///< a POSIX shell has proved itself
  std::map<std::string, std::string> facts;  ///< `kernel`, `os_family`, ...; empty without a shell
  std::string problem;                       ///< why it ended early; empty: all is well
};
BOOST_DESCRIBE_STRUCT(ConnectionReport, (), (host_key, logged_in, has_shell, facts, problem))

}  // namespace fettle::ports
