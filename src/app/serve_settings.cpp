#include "app/serve_settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/regular_file.hpp"
#include "core/document/yaml.hpp"
#include "core/flow/nearest.hpp"

namespace fettle::app {
namespace {

constexpr std::size_t kFileBytesMax = std::size_t{1} << 20;
constexpr std::string_view kPrefix = "FETTLE_";

using S = ServeSettings;
constexpr std::array kRows{
    SettingRow{"listen", &S::listen, "ADDRESS",
               "127.0.0.1:8080, [::1]:8080 or unix:PATH; default 127.0.0.1:8080"},
    SettingRow{"database", &S::database, "DATABASE",
               "sqlite:PATH or postgresql://...; default fettle/service.db of the state's folder"},
    SettingRow{"public-url", &S::public_url, "URL",
               "As people reach the dashboard; for links. Default: the address"},
    SettingRow{"base-path", &S::base_path, "/PATH", "What stands before every path: /fettle"},
    SettingRow{"trusted-proxy", &S::trusted_proxy, "LIST",
               "Addresses and networks whose X-Forwarded headers are believed: 10.0.0.0/8,::1"},
    SettingRow{"tls-certificate", &S::tls_certificate, "FILE", "PEM, with its chain; TLS"},
    SettingRow{"tls-key", &S::tls_key, "FILE", "PEM; the certificate's private key"},
    SettingRow{"log-format", &S::log_format, "FORMAT", "text or json; default text"},
    SettingRow{"master-key", &S::master_key, "FILE",
               "Opens secrets; default $CREDENTIALS_DIRECTORY/master-key, or FETTLE_MASTER_KEY"},
    SettingRow{"known-hosts", &S::known_hosts, "FILE",
               "Host keys of servers; default ~/.ssh/known_hosts of the service's user"},
    SettingRow{"ssh-config", &S::ssh_config, "FILE",
               "How servers are reached; default ~/.ssh/config of the service's user"},
    SettingRow{"allow-local", &S::allow_local, "yes|no",
               "Whether plans may run on the service's own machine; default no"},
    SettingRow{"max-concurrency", &S::max_concurrency, "N",
               "Sessions under way at once, over all batches; default 0: as many as plans let"},
    SettingRow{"allow-proxy-command", &S::allow_proxy_command, "yes|no",
               "Whether ProxyCommand and KnownHostsCommand of ssh-config may run; default no"},
    SettingRow{"allow-match-exec", &S::allow_match_exec, "yes|no",
               "Whether Match exec of ssh-config may run; default no"},
    SettingRow{"allow-ansible", &S::allow_ansible, "yes|no",
               "Whether Ansible may run here for servers of the transport ansible; default no"},
    SettingRow{"allow-playbooks", &S::allow_playbooks, "yes|no",
               "Whether recipes that are playbooks may run here; default no"},
    SettingRow{"ansible-user", &S::ansible_user, "USER",
               "The user that Ansible runs as: one that can't read the service's files"},
    SettingRow{"keep-output-days", &S::keep_output_days, "DAYS",
               "How long output and snapshots of ended batches are kept; default 90"},
    SettingRow{"allow-outgoing", &S::allow_outgoing, "LIST",
               "Networks that channels and models may be in besides public ones: 10.0.0.0/8,::1"},
    SettingRow{"outgoing-ca", &S::outgoing_ca, "FILE",
               "PEM; the authorities that outgoing TLS believes; default the system's"},
    SettingRow{"smtp-url", &S::smtp_url, "URL",
               "The mail server: smtp://mail.example.com:587 or smtps://mail.example.com"},
    SettingRow{"smtp-from", &S::smtp_from, "ADDRESS", "The address that mail comes from"},
    SettingRow{"smtp-user", &S::smtp_user, "NAME", "Signs in to the mail server"},
    SettingRow{"smtp-password", &S::smtp_password, "FILE", "Holds the password of that user"},
    SettingRow{"smtp-tls", &S::smtp_tls, "required|off",
               "Whether mail goes over TLS alone; default required"},
    SettingRow{"gate-expiry", &S::gate_expiry, "HOURS",
               "How long a gate waits before it counts as rejected; default 24"},
    SettingRow{"oidc-issuer", &S::oidc_issuer, "URL",
               "The identity provider that people sign in with: https://id.example.com"},
    SettingRow{"oidc-client-id", &S::oidc_client_id, "ID", "What this service is called there"},
    SettingRow{"oidc-client-secret", &S::oidc_client_secret, "FILE",
               "Default $CREDENTIALS_DIRECTORY/oidc-client-secret, or FETTLE_OIDC_CLIENT_SECRET"},
    SettingRow{"oidc-name", &S::oidc_name, "NAME",
               "What people call the provider; default single sign-on"},
    SettingRow{"oidc-scopes", &S::oidc_scopes, "SCOPES",
               "What it is asked for; default: openid email profile"},
    SettingRow{"oidc-groups-claim", &S::oidc_groups_claim, "NAME",
               "The claim of the ID token that holds somebody's groups; default groups"},
    SettingRow{"oidc-owners", &S::oidc_owners, "LIST", "Groups whose members are owners"},
    SettingRow{"oidc-engineers", &S::oidc_engineers, "LIST", "Groups whose members are engineers"},
    SettingRow{"oidc-viewers", &S::oidc_viewers, "LIST",
               "Groups whose members may read; * lets everybody whom the provider lets in"},
    SettingRow{"oidc-team", &S::oidc_team, "NAME",
               "The team that new people join; default the only one there is"},
    SettingRow{"local-sign-in", &S::local_sign_in, "yes|no",
               "Whether people sign in with a password too; default yes"},
};

/// What the environment may hold besides: of other commands, of steps, and the key itself.
constexpr std::array<std::string_view, 12> kOtherVariables{
    "FETTLE_CONFIG",          "FETTLE_HOME",      "FETTLE_TOKEN",      "FETTLE_SERVER",
    "FETTLE_TOKEN_FILE",      "FETTLE_SERVER_CA", "FETTLE_MASTER_KEY", "FETTLE_BINARY",
    "FETTLE_BECOME_PASSWORD", "FETTLE_DEMO_ROOT", "FETTLE_ATTEMPT",    "FETTLE_OIDC_CLIENT_SECRET"};
constexpr std::array<std::string_view, 3> kOtherPrefixes{"FETTLE_SECRET_", "FETTLE_SSH_",
                                                         "FETTLE_ASKPASS_"};

std::string variable_of(std::string_view name) {
  std::string variable(kPrefix);
  for (const auto letter : name) {
    const auto upper = letter >= 'a' ? static_cast<char>(letter - 'a' + 'A') : letter;
    variable += letter == '-' ? '_' : upper;
  }
  return variable;
}

const SettingRow* find_row(std::string_view name) {
  const auto* const row = std::ranges::find(kRows, name, &SettingRow::name);
  return row == kRows.end() ? nullptr : row;
}

std::unexpected<Error> unknown(std::string_view where, std::string_view name,
                               const std::vector<std::string>& known) {
  const std::vector<std::string_view> words(known.begin(), known.end());
  return fail(ErrorCode::kInvalid,
              fmt::format("{}: there is no setting {}; {}", where, name,
                          flow::did_you_mean(name, words, "use " + flow::one_of(words))));
}

Result<std::string> text_of(const document::Entry& entry, const std::string& file) {
  if (entry.value.is_null()) return std::string();
  if (entry.value.is_scalar()) return entry.value.text;
  const bool is_list = entry.value.is_sequence() &&
                       std::ranges::all_of(entry.value.items, &document::Node::is_scalar);
  if (!is_list) {
    return fail(ErrorCode::kInvalid,
                fmt::format("{}: {} takes a text or a list of them", file, entry.key));
  }
  std::vector<std::string_view> items;
  for (const auto& item : entry.value.items) items.emplace_back(item.text);
  return fmt::format("{}", fmt::join(items, ","));
}

Result<void> read_file(const std::string& file, ServeSettings& settings) {
  FETTLE_TRY(text, read_regular_file(file, kFileBytesMax));
  const SourceText source(file, text);
  Diagnostics problems;
  const auto root = document::parse_yaml(source, {0, text.size()}, problems);
  if (!root || problems.has_errors()) {
    return fail(ErrorCode::kInvalid, source.show(problems.sorted()));
  }
  if (root->is_null()) return {};
  if (!root->is_mapping()) {
    return fail(ErrorCode::kInvalid, fmt::format("{}: write one `name: value` a line", file));
  }
  for (const auto& entry : root->entries) {
    const auto* const row = find_row(entry.key);
    if (row == nullptr) {
      std::vector<std::string> known;
      for (const auto& one : kRows) known.emplace_back(one.name);
      return unknown(file, entry.key, known);
    }
    FETTLE_TRY(value, text_of(entry, file));
    settings.*row->member = std::move(value);
  }
  return {};
}

bool is_of_others(std::string_view variable) {
  return std::ranges::find(kOtherVariables, variable) != kOtherVariables.end() ||
         std::ranges::any_of(kOtherPrefixes,
                             [&](auto prefix) { return variable.starts_with(prefix); });
}

Result<void> read_environment(const Named& environment, ServeSettings& settings) {
  std::vector<std::string> known;
  for (const auto& row : kRows) {
    // FETTLE_MASTER_KEY is the key, not a file's name; so is the other.
    const bool is_value = row.name == "master-key" || row.name == "oidc-client-secret";
    if (!is_value) known.push_back(variable_of(row.name));
  }
  for (const auto& [variable, value] : environment) {
    if (is_of_others(variable)) continue;
    const auto found = std::ranges::find(known, variable);
    if (found == known.end()) return unknown("environment", variable, known);
    const auto* const row =
        std::ranges::find(kRows, variable, [](const auto& one) { return variable_of(one.name); });
    settings.*row->member = value;
  }
  return {};
}

constexpr int kConcurrencyMax = 100'000;

Result<void> check(const ServeSettings& settings) {
  for (const auto& row : kRows) {
    const auto& value = settings.*row.member;
    if (row.type != "yes|no" || value == "yes" || value == "no") continue;
    return fail(ErrorCode::kInvalid, fmt::format("{} {}: it is yes or no", row.name, value));
  }
  if (settings.log_format != "text" && settings.log_format != "json") {
    return fail(ErrorCode::kInvalid,
                fmt::format("log-format {}: it is text or json", settings.log_format));
  }
  const auto& number = settings.max_concurrency;
  int sessions = -1;
  const auto* const end = number.data() + number.size();
  if (std::from_chars(number.data(), end, sessions).ptr != end || sessions < 0 ||
      sessions > kConcurrencyMax) {
    return fail(ErrorCode::kInvalid, fmt::format("max-concurrency {}: it is a number up to {}",
                                                 number, kConcurrencyMax));
  }
  return {};
}

}  // namespace

std::span<const SettingRow> serve_setting_rows() { return kRows; }

Named fettle_environment() {
  Named found;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (!text.starts_with(kPrefix) || equals == text.npos) continue;
    found.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return found;
}

Result<ServeSettings> read_serve_settings(const Named& options, const Named& environment,
                                          const std::string& file) {
  ServeSettings settings;
  auto chosen = file;
  const auto config = environment.find("FETTLE_CONFIG");
  if (chosen.empty() && config != environment.end()) chosen = config->second;
  if (!chosen.empty()) FETTLE_TRY_VOID(read_file(chosen, settings));
  FETTLE_TRY_VOID(read_environment(environment, settings));
  for (const auto& [name, value] : options) settings.*find_row(name)->member = value;
  FETTLE_TRY_VOID(check(settings));
  FETTLE_TRY_VOID(gate_expiry_of(settings));
  return settings;
}

Result<Milliseconds> gate_expiry_of(const ServeSettings& settings) {
  constexpr int kHoursMax = 8760;
  const auto& text = settings.gate_expiry;
  int hours = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), hours);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (is_number && hours >= 1 && hours <= kHoursMax) return std::chrono::hours(hours);
  return fail(ErrorCode::kInvalid,
              fmt::format("gate-expiry {}: it is a number of hours from 1 to {}", text, kHoursMax));
}

}  // namespace fettle::app
