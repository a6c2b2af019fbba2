// What a service knows of one registered server that no file, agent or environment tells: which
// credential opens it, and which host keys a person accepted. Asked for before each connection, so
// that a changed credential or key holds from the next one on. Never stored, logged or shown.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/wipe.hpp"

namespace fettle::ports {

/// A secret's value, overwritten in memory when it goes.
struct Sensitive {
  /// Stands for this value and no other: it changes with it. Empty: there is none.
  std::string id;
  std::string value;

  Sensitive() = default;
  Sensitive(std::string given_id, std::string given_value)
      : id(std::move(given_id)), value(std::move(given_value)) {}
  Sensitive(Sensitive&&) = default;
  Sensitive& operator=(Sensitive&&) = default;
  Sensitive(const Sensitive&) = delete;
  Sensitive& operator=(const Sensitive&) = delete;
  ~Sensitive() { wipe(value); }
  explicit operator bool() const { return !id.empty(); }
};

struct ServerAccess {
  Sensitive key;              ///< a private key; `id` is how messages call it
  Sensitive passphrase;       ///< of the key
  Sensitive password;         ///< to log in with
  Sensitive become_password;  ///< for sudo, su or doas
  /// `ssh-ed25519 AAAA...`, each; empty: the known hosts of files decide.
  std::vector<std::string> host_keys;
};

/// Never blocks; calls back once, on the loop. kNotFound: no such server is registered any more.
using FindServerAccess =
    std::function<void(std::string server_id, std::function<void(Result<ServerAccess>)> found)>;

}  // namespace fettle::ports
