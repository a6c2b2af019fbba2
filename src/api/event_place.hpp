// Where in the sequence of events a stream begins: after what its client says that it knows, if
// that can still be gone on from, else at the newest, and then the client has to read everything
// anew.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "api/http/message.hpp"

namespace fettle::api {

inline constexpr std::int64_t kFeedGapMax = 10'000;

/// What a request names: in `Last-Event-ID`, which a browser sends when it comes back by itself, or
/// in the parameter `last_event_id`, by which a program begins. None: it knows nothing yet.
std::optional<std::string> last_event_of(const http::Request& request);

/// Whether a client that knows everything up to `place`, any number, can go on from there.
bool can_go_on(std::int64_t place, std::int64_t newest);

struct EventPlace {
  std::int64_t after = 0;
  bool is_resync = false;  ///< the client has missed what it can't be told any more
};
/// Of a client that names `last_event`, where `newest` is the last number that there is.
EventPlace event_place(const std::optional<std::string>& last_event, std::int64_t newest);

}  // namespace fettle::api
