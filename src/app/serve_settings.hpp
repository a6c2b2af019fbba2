// The settings of `fettle serve`, from three places: an option, else a variable `FETTLE_*`, else a
// line of a YAML file. One table holds their names; a name that is none of them is an error.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace fettle::app {

/// As they were written; ServerSettings and others check what they mean.
struct ServeSettings {
  std::string listen = "127.0.0.1:8080";
  std::string database;  ///< empty: a file below $STATE_DIRECTORY or $XDG_STATE_HOME
  std::string public_url;
  std::string base_path;
  std::string trusted_proxy;  ///< several with commas between them
  std::string tls_certificate;
  std::string tls_key;
  std::string log_format = "text";
  std::string master_key;
  std::string known_hosts;
  std::string ssh_config;
  std::string allow_local = "no";
  std::string max_concurrency = "0";
  std::string allow_proxy_command = "no";
  std::string allow_match_exec = "no";
  std::string allow_ansible = "no";
  std::string allow_playbooks = "no";
  std::string ansible_user;
  std::string keep_output_days = "90";
  std::string allow_outgoing;  ///< several with commas between them
  std::string outgoing_ca;
  std::string smtp_url;
  std::string smtp_from;
  std::string smtp_user;
  std::string smtp_password;
  std::string smtp_tls = "required";
  std::string gate_expiry = "24";
  std::string oidc_issuer;  ///< empty: no identity provider
  std::string oidc_client_id;
  std::string oidc_client_secret;
  std::string oidc_name = "single sign-on";
  std::string oidc_scopes = "openid email profile";
  std::string oidc_groups_claim = "groups";
  std::string oidc_owners;  ///< these three: several with commas between them
  std::string oidc_engineers;
  std::string oidc_viewers;
  std::string oidc_team;
  std::string local_sign_in = "yes";
};

struct SettingRow {
  std::string_view name;  ///< of the option and in the file; in the environment FETTLE_NAME
  std::string ServeSettings::* member;
  std::string_view type;  ///< for the help
  std::string_view help;
};
std::span<const SettingRow> serve_setting_rows();

using Named = std::map<std::string, std::string, std::less<>>;

/// The variables of this process whose names begin with `FETTLE_`.
Named fettle_environment();

/// How long a gate waits for its answer. kInvalid unless it is a whole number of hours from 1 to
/// 8760.
Result<Milliseconds> gate_expiry_of(const ServeSettings& settings);

/// `options` by their names without dashes; `file` may be empty. kInvalid for a name that no
/// setting has, with the nearest that one has, and for a value that is none; errors of the file.
Result<ServeSettings> read_serve_settings(const Named& options, const Named& environment,
                                          const std::string& file);

}  // namespace fettle::app
