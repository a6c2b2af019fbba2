#include "transport/ssh/link_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace fettle::transport {
namespace {

bool says_no(const ConfigValue& value) {
  const auto text = to_lower(value.text);
  return text == "no" || text == "false";
}

bool is_given(const ConfigValue& value) { return to_lower(value.text) != "none"; }

bool is_on(const ConfigValue& value) { return !says_no(value) && is_given(value); }

/// Debian turns GSSAPI on for every host: only who writes it for himself means this host.
bool is_on_by_user(const ConfigValue& value) {
  return value.origin == ConfigOrigin::kUser && is_on(value);
}

/// What a distribution's policy forbids is left to its own programs; what is added, or chosen by
/// the user, some server needs.
bool is_chosen(const ConfigValue& value) {
  return value.origin == ConfigOrigin::kUser || value.text.starts_with('+');
}

bool leaves_keys_out(const ConfigValue& value) {
  return !matches_list(value.text, "publickey", Case::kMatters);
}

bool is_foreign_library(const ConfigValue& value) { return value.text != "internal"; }

/// A keyword that may ask for the system's ssh, and whether a value does.
struct Rule {
  std::string_view keyword;  ///< in lower case
  std::string_view shown;    ///< as ssh_config(5) writes it
  bool (*asks)(const ConfigValue&);
};

constexpr std::array kRules{
    Rule{"bindaddress", "BindAddress", is_given},
    Rule{"bindinterface", "BindInterface", is_given},
    Rule{"canonicalizehostname", "CanonicalizeHostname", is_on},
    Rule{"canonicalizepermittedcnames", "CanonicalizePermittedCNAMEs", is_given},
    Rule{"casignaturealgorithms", "CASignatureAlgorithms", is_chosen},
    Rule{"checkhostip", "CheckHostIP", is_on},
    Rule{"ciphers", "Ciphers", is_chosen},
    Rule{"controlpath", "ControlPath", is_given},
    Rule{"forwardagent", "ForwardAgent", is_on},
    Rule{"gssapiauthentication", "GSSAPIAuthentication", is_on_by_user},
    Rule{"gssapikeyexchange", "GSSAPIKeyExchange", is_on_by_user},
    Rule{"hostbasedauthentication", "HostbasedAuthentication", is_on},
    Rule{"hostkeyalgorithms", "HostKeyAlgorithms", is_chosen},
    Rule{"kexalgorithms", "KexAlgorithms", is_chosen},
    Rule{"knownhostscommand", "KnownHostsCommand", is_given},
    Rule{"macs", "MACs", is_chosen},
    Rule{"nohostauthenticationforlocalhost", "NoHostAuthenticationForLocalhost", is_on},
    Rule{"pkcs11provider", "PKCS11Provider", is_given},
    Rule{"preferredauthentications", "PreferredAuthentications", leaves_keys_out},
    Rule{"pubkeyacceptedalgorithms", "PubkeyAcceptedAlgorithms", is_chosen},
    Rule{"pubkeyauthentication", "PubkeyAuthentication", says_no},
    Rule{"refuseconnection", "RefuseConnection", is_given},
    Rule{"requiredrsasize", "RequiredRSASize", is_chosen},
    Rule{"revokedhostkeys", "RevokedHostKeys", is_given},
    Rule{"securitykeyprovider", "SecurityKeyProvider", is_foreign_library},
    Rule{"verifyhostkeydns", "VerifyHostKeyDNS", is_on},
};

LinkChoice openssh(std::string reason) { return {LinkKind::kOpenSsh, std::move(reason)}; }

/// Whether a file or socket is named in a way that needs the user database or a hash to read.
bool needs_more_tokens(const std::string& path) {
  return (path.starts_with('~') && !path.starts_with("~/")) || path.contains("%C");
}

LinkChoice choose_by_paths(const SshConfig& config) {
  const auto check = [](const std::string& path) {
    return needs_more_tokens(path) ? openssh("the path " + path) : LinkChoice{};
  };
  const std::vector<std::string> none;
  for (const auto* list :
       {&config.identity_files, &config.certificate_files,
        config.known_hosts_files ? &*config.known_hosts_files : &none,
        config.global_known_hosts_files ? &*config.global_known_hosts_files : &none})
    for (const auto& path : *list)
      if (auto choice = check(path); choice.kind != LinkKind::kBuiltIn) return choice;
  return check(config.identity_agent.value_or(""));
}

}  // namespace

LinkChoice choose_link(const SshConfig& config) {
  if (!config.undecided.empty()) return openssh(config.undecided);
  if (config.proxy_command && to_lower(*config.proxy_command) != "none")
    return openssh("ProxyCommand");
  for (const auto& [keyword, shown, asks] : kRules) {
    const auto found = config.others.find(keyword);
    if (found == config.others.end() || !asks(found->second)) continue;
    return openssh(fmt::format("{} {} ({})", shown, found->second.text, found->second.place));
  }
  return choose_by_paths(config);
}

}  // namespace fettle::transport
