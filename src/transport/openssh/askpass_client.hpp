// Fettle as the askpass program of an ssh that Fettle has started: hands the question over to the
// waiting process and prints its answer. Decides nothing. Read on in askpass_server.hpp.
#pragma once

#include <optional>
#include <span>

namespace fettle::transport {

/// Set by AskpassServer for its ssh.
inline constexpr const char* kAskpassSocketVariable = "FETTLE_ASKPASS_SOCKET";
inline constexpr const char* kAskpassTokenVariable = "FETTLE_ASKPASS_TOKEN";

/// The exit status of the askpass program; nothing where this process is none. `arguments` are
/// those of main().
std::optional<int> run_as_askpass(std::span<char*> arguments);

}  // namespace fettle::transport
