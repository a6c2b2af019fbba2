#include "transport/ssh/ssh_host_key.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <ranges>
#include <utility>

#include "core/document/shell.hpp"

namespace fettle::transport {
namespace {

using document::shell_quote;

using ServerKey = SeenHostKey;

std::string take(char* text) {
  std::string result = text != nullptr ? text : "";
  ssh_string_free_char(text);
  return result;
}

std::string fingerprint_of(ssh_key key) {
  unsigned char* hash = nullptr;
  std::size_t size = 0;
  if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &size) != SSH_OK)
    return "unknown";
  auto fingerprint = take(ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, size));
  ssh_clean_pubkey_hash(&hash);
  return fingerprint;
}

ServerKey server_key(ssh_session session) {
  ServerKey result{.type = "unknown", .fingerprint = "unknown", .key = {}};
  ssh_key raw = nullptr;
  if (ssh_get_server_publickey(session, &raw) != SSH_OK) return result;
  const std::unique_ptr<ssh_key_struct, void (*)(ssh_key)> key(raw, ssh_key_free);
  result.type = ssh_key_type_to_char(ssh_key_type(key.get()));
  char* encoded = nullptr;
  if (ssh_pki_export_pubkey_base64(key.get(), &encoded) == SSH_OK) result.key = take(encoded);
  result.fingerprint = fingerprint_of(key.get());
  return result;
}

/// For those who wonder, as ssh(1) takes the host's certificate.
std::string about_authority(const HostKeys& known) {
  for (const auto* keys : {&known.keys, &known.port_less})
    for (const auto& key : *keys)
      if (key.mark == KeyMark::kAuthority)
        return fmt::format(
            " The @cert-authority of {} line {} does not help: host certificates are not "
            "supported, so the host's own key has to be known as well.",
            key.file, key.line);
  return {};
}

/// A command that logs in by hand, and asks before it adds the key under the name looked up.
std::string by_hand(const Hop& hop, const ExpectedHost& expected, const std::string& file) {
  std::string command = "ssh -o StrictHostKeyChecking=ask -o HashKnownHosts=no";
  command += " -o UserKnownHostsFile=" + shell_quote(file);
  const HostNames plain = names_of(hop.host, hop.port, {});
  if (expected.known.names.name != plain.name)
    command += " -o HostKeyAlias=" + shell_quote(expected.known.names.name);
  if (!expected.jumps.empty()) command += " -J " + shell_quote(expected.jumps);
  return command + fmt::format(" -p {} {} true", hop.port, shell_quote(hop.user + "@" + hop.host));
}

std::string way_to_add(const Hop& hop, const ExpectedHost& expected) {
  const std::string file = file_to_add_to(expected.known);
  if (file.empty())
    return " No host can be known there: name a file that can hold keys, as UserKnownHostsFile in "
           "the SSH configuration, and add the key to it.";
  const bool is_direct =
      expected.jumps.empty() && expected.known.names.name == names_of(hop.host, hop.port, {}).name;
  const std::string command = is_direct ? fmt::format("ssh-keyscan -p {} {} >> {}", hop.port,
                                                      shell_quote(hop.host), shell_quote(file))
                                        : by_hand(hop, expected, file);
  return fmt::format(" If that is its fingerprint, add it with: {}", command);
}

std::string unknown_message(const Hop& hop, const ExpectedHost& expected, const ServerKey& key) {
  std::string problems;
  for (const auto& problem : expected.known.problems) problems += fmt::format(" {}.", problem);
  return fmt::format("{} is not a known host: its {} key {} is not in {}.{}{}{}",
                     expected.known.names.name, key.type, key.fingerprint,
                     fmt::join(expected.known.files, " or "), problems,
                     about_authority(expected.known), way_to_add(hop, expected));
}

std::string way_to_remove(const HostKeys& known) {
  const auto old = std::ranges::find(known.keys, KeyMark::kNone, &KnownKey::mark);
  if (old->is_pattern)
    return fmt::format("take it out of {} line {}, which stands for other hosts too", old->file,
                       old->line);
  return fmt::format("remove the old key of {} line {} with: ssh-keygen -f {} -R {}", old->file,
                     old->line, shell_quote(old->file), shell_quote(known.names.name));
}

std::string changed_message(const HostKeys& known, const ServerKey& key) {
  return fmt::format(
      "WARNING: the host key of {} has CHANGED: it now shows the {} key {}. Either the server was "
      "rebuilt, or somebody stands between. Nothing was sent. When you know why, {}",
      known.names.name, key.type, key.fingerprint, way_to_remove(known));
}

/// `ssh-ed25519 SHA256:...`, as `server_key` has it.
std::string describe(const KnownKey& known) {
  ssh_key raw = nullptr;
  const auto type = ssh_key_type_from_name(known.type.c_str());
  if (ssh_pki_import_pubkey_base64(known.key.c_str(), type, &raw) != SSH_OK) return known.type;
  const std::unique_ptr<ssh_key_struct, void (*)(ssh_key)> key(raw, ssh_key_free);
  return fmt::format("{} {}", known.type, fingerprint_of(key.get()));
}

std::string pin_broken_message(const HostKeys& known, const ServerKey& key) {
  std::vector<std::string> pinned;
  for (const auto& each : known.keys) pinned.push_back(describe(each));
  return fmt::format(
      "WARNING: the host key of {} has CHANGED: it now shows {} {}; accepted for this server is "
      "{}. "
      "Either the server was rebuilt, or somebody stands between. Nothing was sent. When you know "
      "why, test the connection and accept the new key",
      known.names.name, key.type, key.fingerprint, fmt::join(pinned, ", "));
}

std::string revoked_message(const HostKeys& known, const ServerKey& key) {
  std::string place;
  for (const auto* keys : {&known.keys, &known.port_less})
    for (const auto& each : *keys)
      if (each.mark == KeyMark::kRevoked && each.key == key.key)
        place = fmt::format("{} line {}", each.file, each.line);
  return fmt::format(
      "WARNING: {} shows the {} key {}, which is REVOKED by {}. Somebody who stole that key may "
      "stand there. Nothing was sent. Give the host a new key, then make that one known",
      known.names.name, key.type, key.fingerprint, place);
}

}  // namespace

std::vector<std::string> known_hosts_files(const Hop& hop) {
  auto files = hop.known_hosts_files;
  files.insert(files.end(), hop.global_known_hosts_files.begin(),
               hop.global_known_hosts_files.end());
  return files;
}

HostNames names_of(const Hop& hop) { return names_of(hop.host, hop.port, hop.host_key_alias); }

std::string as_jumps(const std::vector<Hop>& hops, std::size_t count) {
  std::string jumps;
  for (const auto& hop : hops | std::views::take(count)) {
    const bool is_ipv6 = hop.host.find(':') != std::string::npos;
    jumps += fmt::format(fmt::runtime(is_ipv6 ? "{}{}@[{}]:{}" : "{}{}@{}:{}"),
                         jumps.empty() ? "" : ",", hop.user, hop.host, hop.port);
  }
  return jumps;
}

void ask_for_known_keys(const SshSession& session, const HostKeys& known) {
  // libssh would read the files itself, on the loop's thread and once for each session.
  ssh_options_set(session.raw(), SSH_OPTIONS_KNOWNHOSTS, "/dev/null");
  ssh_options_set(session.raw(), SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
  const std::string algorithms = host_key_algorithms(known);
  if (!algorithms.empty()) ssh_options_set(session.raw(), SSH_OPTIONS_HOSTKEYS, algorithms.c_str());
}

ExpectedHost pinned_host(const Hop& hop, std::vector<KnownKey> keys) {
  ExpectedHost expected;
  expected.known.names = names_of(hop);
  expected.known.keys = std::move(keys);
  expected.is_pinned = true;
  return expected;
}

Result<void> check_host_key(const SshSession& session, const Hop& hop, const ExpectedHost& expected,
                            std::optional<SeenHostKey>* seen) {
  ServerKey key = server_key(session.raw());
  key.verdict = judge(expected.known, key.key);
  if (seen != nullptr) *seen = key;
  switch (key.verdict) {
    case HostVerdict::kKnown:
      return {};
    case HostVerdict::kUnknown:
      return fail(ErrorCode::kRefused, unknown_message(hop, expected, key));
    case HostVerdict::kChanged:
      if (expected.is_pinned)
        return fail(ErrorCode::kRefused, pin_broken_message(expected.known, key));
      return fail(ErrorCode::kRefused, changed_message(expected.known, key));
    case HostVerdict::kRevoked:
      break;
  }
  return fail(ErrorCode::kRefused, revoked_message(expected.known, key));
}

}  // namespace fettle::transport
