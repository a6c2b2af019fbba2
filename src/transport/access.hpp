// How one server of a team is opened and whom we believe there, where a service keeps that
// (ports/server_access.hpp): its key held in memory alone, its passwords, its pinned host keys.
// Without a service, or for a server that nobody registered, all of it is empty and files, agent,
// environment and prompts decide. Belongs to the loop's thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/fleet/server.hpp"
#include "ports/server_access.hpp"
#include "transport/link.hpp"
#include "transport/ssh/known_hosts.hpp"
#include "transport/ssh/password_cache.hpp"

namespace fettle::transport {

struct Context;

struct Access {
  std::string key;                                  ///< its name in the KeyCache; empty: none
  std::shared_ptr<void> key_hold;                   ///< keeps it there
  std::shared_ptr<PasswordCache> passwords;         ///< null: there is none of its own
  std::shared_ptr<PasswordCache> become_passwords;  ///< likewise
  std::vector<KnownKey> host_keys;                  ///< empty: as the known hosts say

  /// Only this is to be offered: neither the agent nor files.
  bool has_login() const { return !key.empty() || passwords != nullptr; }
};

/// Errors: those of the source; kUnreachable where it did not answer before `deadline`.
Awaitable<Result<std::shared_ptr<const ports::ServerAccess>>> ask_access(
    std::shared_ptr<Context> context, const fleet::Server& server, Deadline deadline);

/// What is to be kept while a link lives; the key is opened here. kRefused where the key does not
/// open.
Awaitable<Result<Access>> open_access(std::shared_ptr<Context> context,
                                      std::shared_ptr<const ports::ServerAccess> given,
                                      Deadline deadline);

}  // namespace fettle::transport
