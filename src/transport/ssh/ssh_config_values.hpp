// Puts the value of one keyword of ssh_config(5) into its field, if nobody was there before, and
// says what is wrong with a value that OpenSSH would refuse. Used by ssh_config.cpp alone.
#pragma once

#include <string>
#include <string_view>

#include "transport/ssh/ssh_config.hpp"

namespace fettle::transport {

/// `keyword` is one of KeywordUse::kTaken. Empty when that went well; else the end of a
/// sentence that begins with the keyword.
std::string take_value(SshConfig& config, std::string_view keyword, const ConfigLine& line);

}  // namespace fettle::transport
