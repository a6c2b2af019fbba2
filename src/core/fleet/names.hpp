// The words for transports and modes, as files, the database and people write them.
#pragma once

#include <optional>
#include <string_view>

#include "core/fleet/server.hpp"

namespace fettle::fleet {

/// "ssh" or "local".
std::string_view name(TransportKind transport);
/// The transport of exactly that name, or nothing.
std::optional<TransportKind> transport_named(std::string_view word);

/// "live", "shadow" or "audit".
std::string_view name(Mode mode);
/// The mode of exactly that name, or nothing.
std::optional<Mode> mode_named(std::string_view word);

}  // namespace fettle::fleet
