#include <array>

#include "api/event_hub.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

Result<bool> coalesces(const http::Request& request) {
  const auto wish = request.parameter("coalesce");
  if (wish.empty() || wish == "false") return false;
  if (wish == "true") return true;
  return fail(ErrorCode::kMalformed, "coalesce has to be true or false");
}

Result<http::Response> stream_events(Call& call) {
  FETTLE_TRY(topics, EventTopics::parse(call.request.parameter("topics")));
  FETTLE_TRY(is_coalesced, coalesces(call.request));
  Subscription subscription{.team = call.context.actor.team,
                            .user = call.context.actor.user,
                            .topics = std::move(topics),
                            .last_event = last_event_of(call.request),
                            .coalesces = is_coalesced};
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
