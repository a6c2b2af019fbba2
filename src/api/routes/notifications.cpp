// The bell: messages to the team's people inside the product.
#include "usecases/notifications.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

using security::Action;

Result<http::Response> list(Call& call) {
  FETTLE_TRY(view, usecases::list_notifications(call.context));
  return json_answer(view);
}

Result<http::Response> read_all(Call& call) {
  FETTLE_TRY_VOID(usecases::read_notifications(call.context));
  return no_content();
}

constexpr std::array kRoutes{
    Route{"listNotifications", "GET", "/notifications", Action::kRead, list},
    Route{"readNotifications", "POST", "/notifications/read", Action::kEditSelf, read_all},
};

}  // namespace

std::span<const Route> notification_routes() { return kRoutes; }

}  // namespace fettle::api
