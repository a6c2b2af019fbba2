// What happens to one batch of a service, as it happens: reads the stream of events, comes back
// with the last number after each break, and so misses nothing and tells nothing twice. Says when
// too much was missed. Ends with its listener, or where the service refuses it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "cli/remote/service_api.hpp"
#include "core/engine/event.hpp"

namespace fettle::cli {

struct BatchEvent {
  std::int64_t number = 0;
  std::string session_id;  ///< empty: of the batch
  engine::Event event;
};

/// How somebody listens. Each is called outside of a request, so that it may make some of its own,
/// with another client.
struct BatchEar {
  std::function<void(const BatchEvent&)> heard;
  /// Too much was missed: read everything anew.
  std::function<void()> missed;
  /// About ten times a second; false ends it.
  std::function<bool()> goes_on;
  /// The stream broke off, and is asked for again; told once for each break.
  std::function<void(const Error&)> lost;
};

/// The number of the newest event, from which a stream may go on later.
Result<std::string> newest_event(const ServiceApi& api);

/// Of events after `last`. The error is why the service refuses, or that it has not answered for
/// ten minutes.
Result<void> follow_batch(const ServiceApi& api, const std::string& batch, std::string last,
                          const BatchEar& ear);

}  // namespace fettle::cli
