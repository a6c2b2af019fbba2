// One connection from its first byte to its end: TLS, requests one after the other, each read under
// limits and deadlines, answered, logged; or a stream of events. The only user of Beast.
#pragma once

#include <memory>
#include <string>

#include "api/http/server_state.hpp"

namespace fettle::api::http {

inline constexpr std::uint32_t kHeadBytesMax = 32U << 10U;
inline constexpr std::uint64_t kRequestBytesMax = std::uint64_t{4} << 20;  ///< of a body
/// Larger bodies are counted: only so many are there at a time, so that memory is bounded; and have
/// threads of their own, so that an import holds up no question.
inline constexpr std::uint64_t kSmallBodyBytes = std::uint64_t{64} << 10;
inline constexpr std::size_t kLargeBodiesMax = 64;

/// `peer` is the client's address; empty for a socket file.
transport::Awaitable<void> serve_connection(Socket socket, std::string peer,
                                            std::shared_ptr<ServerState> server);

}  // namespace fettle::api::http
