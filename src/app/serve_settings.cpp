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
    SettingRow{"gate-expiry", &S::gate_expiry, "HOURS",
               "How long a gate waits before it counts as rejected; default 24"},
};

/// What the environment may hold besides: of other commands, of steps, and the key itself.
constexpr std::array<std::string_view, 9> kOtherVariables{
    "FETTLE_CONFIG",          "FETTLE_HOME",       "FETTLE_TOKEN",
    "FETTLE_SERVER",          "FETTLE_MASTER_KEY", "FETTLE_BINARY",
    "FETTLE_BECOME_PASSWORD", "FETTLE_DEMO_ROOT",  "FETTLE_ATTEMPT"};
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
    // FETTLE_MASTER_KEY is the key, not a file's name.
    if (row.name != "master-key") known.push_back(variable_of(row.name));
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
  if (settings.allow_local != "yes" && settings.allow_local != "no") {
    return fail(ErrorCode::kInvalid,
                fmt::format("allow-local {}: it is yes or no", settings.allow_local));
  }
  if (settings.log_format != "text" && settings.log_format != "json") {
    return fail(ErrorCode::kInvalid,
                fmt::format("log-format {}: it is text or json", settings.log_format));
  }
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
