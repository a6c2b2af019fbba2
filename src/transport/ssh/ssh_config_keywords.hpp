// Every keyword of ssh_config(5), and what becomes of it: one table, so that nothing is passed over
// without somebody having said that it may be.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fettle::transport {

enum class KeywordUse : std::uint8_t {
  kTaken,    ///< has a field of its own in SshConfig
  kWatched,  ///< kept in SshConfig::others, as it may ask for the system's ssh (link_choice.hpp)
  kIgnored,  ///< decides neither where nor as whom we connect, nor needs the system's ssh
};

struct ConfigKeyword {
  std::string_view name;  ///< lower case
  KeywordUse use;
  std::string_view stands_for = {};  ///< of another spelling: the usual one
};

/// The keyword of that name in lower case, under its usual spelling; nothing for one that neither
/// OpenSSH 9.2 nor a later release has.
std::optional<ConfigKeyword> find_keyword(std::string_view name);

}  // namespace fettle::transport
