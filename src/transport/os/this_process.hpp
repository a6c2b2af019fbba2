// This process among all that ever ran, and whether another one is gone. A name says which process,
// on which host, in which boot and pid namespace it was, and when it began, so that a pid that was
// given out again is not taken for it.
#pragma once

#include <string>
#include <string_view>

namespace fettle::transport {

/// `process 4711 on host1 [BOOT NAMESPACE START]`.
std::string process_name();

/// Whether the process of that name is known to have ended. False where that can't be seen from
/// here: another host, another pid namespace.
bool is_gone(std::string_view name);

}  // namespace fettle::transport
