#include <array>

#include "api/event_hub.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

/// A browser sends the header when it comes back by itself; a program may name the number in the
/// address from the start.
std::optional<std::string> last_event(const http::Request& request) {
  auto id = request.header("Last-Event-ID");
  if (id.empty()) id = request.parameter("last_event_id");
  return id.empty() ? std::nullopt : std::optional(std::string(id));
}

Result<http::Response> stream_events(Call& call) {
  FETTLE_TRY(topics, EventTopics::parse(call.request.parameter("topics")));
  Subscription subscription{.team = call.context.actor.team,
                            .user = call.context.actor.user,
                            .topics = std::move(topics),
                            .last_event = last_event(call.request)};
  http::Response response;
  FETTLE_TRY(stream,
             call.events.join(call.context.database, std::move(subscription), call.context.now));
  response.stream = std::move(stream);
  response.set("Content-Type", "text/event-stream");
  response.body = "retry: 2000\n\n";
  return response;
}

constexpr std::array kRoutes{
    Route{"streamEvents", "GET", "/events", security::Action::kRead, stream_events},
};

}  // namespace

std::span<const Route> event_routes() { return kRoutes; }

}  // namespace fettle::api
