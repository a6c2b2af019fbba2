// Every number and path of transport/ that somebody may set, with what holds otherwise.
#pragma once

#include <boost/describe/enum.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ports/server_access.hpp"

namespace fettle::transport {

/// A person is asked to type the passphrase of a key.
struct PassphraseQuestion {
  std::string key_file;
  int attempt = 1;  ///< beyond 1: what was typed before was wrong
  /// To be called once, on the loop, now or later; with nothing where none will be given.
  std::function<void(std::optional<std::string>)> answer;
};
using PassphrasePrompt = std::function<void(PassphraseQuestion)>;

/// A person is asked to type the password of an account on hosts that take no key.
struct PasswordQuestion {
  std::string account;
  int attempt = 1;  ///< as that of PassphraseQuestion
  /// As that of PassphraseQuestion.
  std::function<void(std::optional<std::string>)> answer;
};
using PasswordPrompt = std::function<void(PasswordQuestion)>;

/// A person is asked what only a person knows: a code, a PIN.
struct LoginQuestion {
  std::string target;
  std::string text;  ///< what ssh(1) asks, maybe in the words of the server: one line
  /// As that of PassphraseQuestion.
  std::function<void(std::optional<std::string>)> answer;
};
using LoginPrompt = std::function<void(LoginQuestion)>;

/// What speaks SSH (--ssh).
enum class SshProgram {
  kAuto,     ///< the built-in client, unless the host's configuration needs the other
  kBuiltin,  ///< the built-in client; hosts that need the other are refused
  kOpenssh,  ///< the system's ssh
};
BOOST_DESCRIBE_ENUM(SshProgram, kAuto, kBuiltin, kOpenssh)

/// How Ansible is run, and whether it is at all.
struct AnsibleSettings {
  /// Words before each start that make it another user's (app/ansible_user.hpp); empty: as we are.
  std::vector<std::string> launcher;
  bool allow_commands = true;   ///< servers of the transport `ansible`
  bool allow_playbooks = true;  ///< recipes of the kind `ansible`
};

struct Settings {
  SshProgram ssh = SshProgram::kAuto;
  std::chrono::milliseconds connect_timeout{10'000};  ///< name, TCP; each hop, in all tries
  /// Keys exchanged, logged in; each hop, in all tries.
  std::chrono::milliseconds authentication_timeout{20'000};
  int connect_tries = 3;                       ///< for what may pass: refused, dropped, no answer
  std::chrono::milliseconds retry_delay{500};  ///< before the second try; doubles, with jitter
  int connects_max = 64;                       ///< under way at once
  int connects_per_jump_host_max = 8;

  std::chrono::milliseconds keepalive_interval{15'000};
  std::chrono::milliseconds silence_max{60'000};  ///< without an answer, then the link is lost
  /// So far away, shells are started ahead (ssh/spare_shells.hpp). Nearer, and two round trips are
  /// less than what a shell costs its server.
  std::chrono::milliseconds far{15};

  std::chrono::seconds kill_grace{10};                        ///< between TERM and KILL
  std::chrono::milliseconds follow_beyond_deadline{600'000};  ///< for a receipt behind a lost link

  /// Empty: `~/.ssh/known_hosts`, `/etc/ssh/ssh_known_hosts`, `~/.ssh/config`.
  std::string known_hosts_file;
  std::string global_known_hosts_file;
  std::string ssh_config_file;
  /// Asked for each key that needs one and isn't opened by FETTLE_SSH_PASSPHRASE. Never blocks.
  PassphrasePrompt passphrase_prompt;
  /// Asked once for each account that FETTLE_SSH_PASSWORD gives no password for.
  PasswordPrompt password_prompt;
  /// Asked once for each account that steps become, where FETTLE_BECOME_PASSWORD gives no password.
  PasswordPrompt become_prompt;
  /// Asked what the system's ssh asks besides passphrases and passwords.
  LoginPrompt login_prompt;
  /// The program that hands questions of the system's ssh to us: Fettle itself, by its full name
  /// (openssh/askpass_client.hpp). Empty: ssh asks nothing.
  std::string askpass_program;
  /// Credentials and pinned host keys of registered servers; empty: there are none.
  ports::FindServerAccess server_access;
  bool allow_local = true;  ///< whether orders may run on this machine itself
  /// Whether the SSH configuration may start programs of its own on this machine.
  bool allow_proxy_command = true;  ///< ProxyCommand, KnownHostsCommand
  bool allow_match_exec = true;     ///< Match exec
  AnsibleSettings ansible;
  bool ask_become_password = false;  ///< who has a terminal is to set `become_prompt`
  bool ask_password = false;         ///< who has a terminal is to set `password_prompt`
};

}  // namespace fettle::transport
