// The bell: messages to the team's people inside the product.
#include "usecases/notifications/notifications.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

using security::Action;

Result<http::Response> list(Call& call) {
  const bool only_unread = call.request.parameter("unread") == "true";
  FETTLE_TRY(view, usecases::list_notifications(call.context, only_unread
                                                                  ? usecases::Notifications::kUnread
                                                                  : usecases::Notifications::kAll));
  return json_answer(view);
}

Result<http::Response> read(Call& call) {
  usecases::ReadNotifications which;
  if (!call.request.body.empty()) {
    FETTLE_TRY(body, read_body<usecases::ReadNotifications>(call));
    which = std::move(body);
  }
  FETTLE_TRY_VOID(usecases::read_notifications(call.context, which));
  return no_content();
}

constexpr std::array kRoutes{
    Route{"listNotifications", "GET", "/notifications", Action::kRead, list},
    Route{"readNotifications", "POST", "/notifications/read", Action::kEditSelf, read,
          body_as<usecases::ReadNotifications>},
};

}  // namespace

std::span<const Route> notification_routes() { return kRoutes; }

}  // namespace fettle::api
