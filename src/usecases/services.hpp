// What all use cases of a process share beside the database: how batches are told something, and
// the settings that decide what may be done at all. Made once at start (app/serve.cpp).
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/fleet/server.hpp"
#include "identity/provider.hpp"
#include "ports/batch_commands.hpp"
#include "ports/outgoing.hpp"
#include "security/password.hpp"
#include "security/secret_box.hpp"
#include "store/database/connection.hpp"

namespace fettle::usecases {

/// Which server is to be looked at, and where that is told.
struct ConnectionTest {
  std::string team;
  std::string server_id;
  fleet::Server server;
};

struct Services {
  ports::BatchCommands& batches;
  std::string public_url;  ///< as people reach the dashboard; without a slash at its end
  /// Whether steps may run on the service's own machine, beside its keys (transport `local`).
  bool allows_local = false;
  /// Whether Ansible may run on the service's machine: for servers of the transport `ansible`, and
  /// for recipes of the kind `ansible`.
  bool allows_ansible = false;
  bool allows_playbooks = false;
  security::SecretBox secret_box = {};  ///< with the master keys; without them no secret is kept
  /// Writes the report of a batch in one of the forms of batch_report.hpp.
  std::function<Result<std::string>(store::Connection&, const std::string& batch,
                                    std::string_view format)>
      report = {};
  /// `ssh-ed25519 SHA256:...` of a private key; kInvalid where it can't be used. May take a second.
  std::function<Result<std::string>(const std::string& key, const std::string& passphrase)>
      describe_key = [](const auto& /*key*/, const auto& /*passphrase*/) {
        return Result<std::string>(fail(ErrorCode::kConflict, "nobody here can read a key"));
      };
  /// Has a server looked at soon; host_keys.hpp is told what came of it. kBusy where too many wait.
  std::function<Result<void>(ConnectionTest test)> test_connection = [](const auto& /*test*/) {
    return Result<void>(fail(ErrorCode::kBusy, "nobody here connects to servers"));
  };
  /// Why the service does not connect to a server as it stands, before it has tried; empty: it may.
  std::function<std::string(const fleet::Server& server)> connection_refusal =
      [](const auto& /*server*/) { return std::string(); };
  std::shared_ptr<security::PasswordHasher> passwords =
      std::make_shared<security::PasswordHasher>();
  std::shared_ptr<ports::Outgoing> outgoing = {};     ///< webhooks, mail, models
  std::shared_ptr<identity::Provider> provider = {};  ///< none: people sign in with passwords
  bool allows_passwords = true;  ///< else they do with the provider alone (provider_sign_in.hpp)
  /// Has a thread do what takes longer than an answer may; kBusy where too much of it is under way.
  /// Without such threads it is done at once.
  std::function<Result<void>(std::move_only_function<void()>)> run_aside =
      [](std::move_only_function<void()> work) {
        work();
        return Result<void>();
      };
};

}  // namespace fettle::usecases
