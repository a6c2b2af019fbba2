#include "transport/ssh/ssh_host_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <memory>

#include "transport/ssh/ssh_config.hpp"

namespace fettle::transport {
namespace {

struct ServerKey {
  std::string type = "unknown";
  std::string fingerprint = "unknown";
};

ServerKey server_key(ssh_session session) {
  ServerKey result;
  ssh_key raw = nullptr;
  if (ssh_get_server_publickey(session, &raw) != SSH_OK) return result;
  const std::unique_ptr<ssh_key_struct, void (*)(ssh_key)> key(raw, ssh_key_free);
  result.type = ssh_key_type_to_char(ssh_key_type(key.get()));
  unsigned char* hash = nullptr;
  std::size_t size = 0;
  if (ssh_get_publickey_hash(key.get(), SSH_PUBLICKEY_HASH_SHA256, &hash, &size) != SSH_OK)
    return result;
  char* text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, size);
  if (text != nullptr) result.fingerprint = text;
  ssh_string_free_char(text);
  ssh_clean_pubkey_hash(&hash);
  return result;
}

std::string entry_name(const Hop& hop) {
  return hop.port == 22 ? hop.host : fmt::format("[{}]:{}", hop.host, hop.port);
}

std::vector<std::string> split_at_commas(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    parts.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

/// Whether a `@cert-authority` line of the file speaks for the host, as sshd(8) has it: with its
/// port or without.
bool has_authority(const std::string& file, const Hop& hop) {
  std::ifstream lines(file);
  for (std::string text; std::getline(lines, text);) {
    const ConfigLine line = read_config_line(text);
    if (line.keyword != "@cert-authority" || line.arguments.empty()) continue;
    const auto patterns = split_at_commas(line.arguments.front());
    if (matches(patterns, entry_name(hop)) || matches(patterns, hop.host)) return true;
  }
  return false;
}

/// For those who wonder, as ssh(1) takes the host's certificate.
std::string about_authority(const Hop& hop) {
  for (const auto& file : {hop.known_hosts_file, hop.global_known_hosts_file})
    if (has_authority(file, hop))
      return fmt::format(
          " The @cert-authority of {} does not help: host certificates are not supported, so the "
          "host's own key has to be known as well.",
          file);
  return {};
}

std::string unknown_message(const Hop& hop, const ServerKey& key) {
  return fmt::format(
      "{} is not a known host: its {} key {} is in neither {} nor {}.{} If that is its "
      "fingerprint, add it with: ssh-keyscan -p {} {} >> {}",
      entry_name(hop), key.type, key.fingerprint, hop.known_hosts_file, hop.global_known_hosts_file,
      about_authority(hop), hop.port, hop.host, hop.known_hosts_file);
}

std::string changed_message(const Hop& hop, const ServerKey& key) {
  return fmt::format(
      "WARNING: the host key of {} has CHANGED: it now shows the {} key {}. Either the server was "
      "rebuilt, or somebody stands between. Nothing was sent. When you know why, remove the old "
      "key with: ssh-keygen -f {} -R '{}'",
      entry_name(hop), key.type, key.fingerprint, hop.known_hosts_file, entry_name(hop));
}

}  // namespace

Result<void> check_host_key(const SshSession& session, const Hop& hop) {
  switch (ssh_session_is_known_server(session.raw())) {
    case SSH_KNOWN_HOSTS_OK:
      return {};
    case SSH_KNOWN_HOSTS_UNKNOWN:
    case SSH_KNOWN_HOSTS_NOT_FOUND:
      return fail(ErrorCode::kRefused, unknown_message(hop, server_key(session.raw())));
    case SSH_KNOWN_HOSTS_CHANGED:
    case SSH_KNOWN_HOSTS_OTHER:
      return fail(ErrorCode::kRefused, changed_message(hop, server_key(session.raw())));
    case SSH_KNOWN_HOSTS_ERROR:
      break;
  }
  return fail(ErrorCode::kRefused, fmt::format("{}: the known hosts can't be read: {}",
                                               entry_name(hop), session.last_error()));
}

}  // namespace fettle::transport
