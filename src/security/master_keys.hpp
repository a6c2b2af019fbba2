// Where the master keys come from: a file that others can't read, systemd's credential, or the
// environment. One key a line, 32 bytes as base64 or hexadecimal; the first seals, the others only
// open what they sealed. Lines that begin with `#` are left out.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "security/secret_box.hpp"

namespace fettle::security {

/// The value of a variable of the environment.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// Of `file` where it isn't empty; else `$CREDENTIALS_DIRECTORY/master-key` where that is there;
/// else `$FETTLE_MASTER_KEY`; else a box without a key. Errors: those of reading the file, kInvalid
/// for what is no key or a file that others may read.
Result<SecretBox> load_master_keys(const std::string& file, const Environment& environment);

/// As load_master_keys reads them. `origin` is how errors call the text.
Result<SecretBox> parse_master_keys(std::string_view text, std::string_view origin);

/// Writes a new key to `path`, where nothing may be yet, for this account alone. kConflict, kIo.
Result<void> create_master_key(const std::string& path);

}  // namespace fettle::security
