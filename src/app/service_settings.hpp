// The service's settings with its database and master key, for `fettle serve` and for the commands
// that work on the database directly: what is named, else what lies in the usual folder.
#pragma once

#include <string>

#include "app/serve_settings.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "security/secret_box.hpp"

namespace fettle::app {

/// As read_serve_settings, for this process; where no database is named, the file in the usual
/// folder: systemd's StateDirectory, else that of `fettle run`.
Result<ServeSettings> service_settings(const Named& options, const std::string& file);

/// The box with the master keys (security/master_keys.hpp). Where nothing names one and the
/// database is in the usual folder, the file `master-key` beside it, which is made at the first
/// start; elsewhere a box without a key, which keeps no secrets.
Result<security::SecretBox> service_secret_box(const ServeSettings& settings);

/// The same, and makes nothing: without a key before the first start.
Result<security::SecretBox> existing_secret_box(const ServeSettings& settings);

/// How long output and snapshots are kept; kInvalid where the setting is no number of days.
Result<Milliseconds> keep_output(const ServeSettings& settings);

}  // namespace fettle::app
