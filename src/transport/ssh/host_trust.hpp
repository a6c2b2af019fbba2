// What the known_hosts files say of one host, and what follows from it: is this its key, which
// kinds of key to ask it for, does only a certificate authority speak for it. Pure. As ssh(1)
// decides.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "transport/ssh/known_hosts.hpp"

namespace fettle::transport {

/// What a host is looked up by.
struct HostNames {
  std::string name;          ///< "host", "[host]:port", or the alias
  std::string without_port;  ///< empty, or what is tried where `name` has no key of its own
  friend bool operator==(const HostNames&, const HostNames&) = default;
};

/// `alias` is HostKeyAlias of ssh_config(5): it alone is looked up, without a port. May be empty.
HostNames names_of(std::string_view host, std::uint16_t port, std::string_view alias);

struct HostKeys {
  HostNames names;
  std::vector<std::string> files;     ///< that were looked into, the user's before the system's
  std::vector<KnownKey> keys;         ///< of lines with the name
  std::vector<KnownKey> port_less;    ///< of lines with `without_port`
  std::vector<std::string> problems;  ///< why a file could not be read
};

/// Whether one is a key of a host, neither revoked nor an authority's.
bool has_own_key(const std::vector<KnownKey>& keys);

enum class HostVerdict { kKnown, kUnknown, kChanged, kRevoked };

/// Whether `key`, in base64, is the host's. A line without a port can vouch for it, but doesn't
/// make it a changed one: it may speak for another server there.
HostVerdict judge(const HostKeys& host, std::string_view key);

/// The names of RFC 4253 and RFC 8332, those of known keys first, so that a host that is known by
/// one key isn't taken for another because it has a second. Empty where nothing is known.
std::string host_key_algorithms(const HostKeys& host);

/// Whether only `@cert-authority` lines speak for the host: to check its certificate takes the
/// system's ssh, as libssh can't.
bool needs_host_certificate(const HostKeys& host);

/// Which file a new line goes to: the first that can hold one. Empty where there is none.
std::string file_to_add_to(const HostKeys& host);

}  // namespace fettle::transport
