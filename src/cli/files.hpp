// Files that a command is given by name, and where Fettle keeps its own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace fettle::cli {

/// The whole of a regular file of at most `bytes_max`; `-` is standard input, and `<(command)` of
/// the shell is read too. kNotFound, kIo, kInvalid.
Result<std::string> read_file(const std::string& path, std::size_t bytes_max);

/// Names of the files in `folder` that end in `.md`, sorted.
Result<std::vector<std::string>> list_markdown(const std::string& folder);

/// `$XDG_STATE_HOME/fettle/fettle.db`, else below `~/.local/state`; its folder is made.
Result<std::string> default_database();

/// Writes `error` for a person: its message, then its diagnostics with the lines of `text`.
std::string show(const Error& error, const std::string& name, std::string_view text);

}  // namespace fettle::cli
