// The fields of a Server by name, and how each reads its value from text. One list for every
// importer: CSV columns have these names, Ansible variables are mapped to them.
#pragma once

#include <string>
#include <string_view>

#include "core/fleet/server.hpp"

namespace fettle::importers {

/// Whether a Server has a field `field` (other than its name and variables).
bool is_server_field(std::string_view field);

/// Sets one field; `field` must be one. Empty when that went well; else what is wrong with
/// `value`, as the end of a sentence.
std::string set_server_field(fleet::Server& server, std::string_view field, std::string_view value);

/// Reads yes, true, on, 1 and their opposites, ignoring case. Empty when that went well.
std::string read_flag(std::string_view value, bool& flag);

/// Sorts the tags and removes repeats, ignoring case.
void normalize_tags(fleet::Server& server);

}  // namespace fettle::importers
