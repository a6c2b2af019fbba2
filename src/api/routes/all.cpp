#include "api/routes/all.hpp"

#include <array>

namespace fettle::api {
namespace {

// Sorted, a line each.
// clang-format off
constexpr std::array kResources{
    &assistant_routes,
    &audit_routes,
    &batch_review_routes,
    &batch_routes,
    &budget_routes,
    &calendar_routes,
    &channel_routes,
    &credential_routes,
    &cron_routes,
    &event_routes,
    &host_key_routes,
    &invitation_routes,
    &me_routes,
    &notification_routes,
    &people_routes,
    &provider_sign_in_routes,
    &recipe_routes,
    &schedule_routes,
    &secret_routes,
    &server_history_routes,
    &server_routes,
    &session_record_routes,
    &session_routes,
    &stop_routes,
    &target_list_routes,
    &team_routes,
    &token_routes,
    &tree_routes,
    &trigger_routes,
    &walk_routes,
    &why_routes,
    &window_routes,
};
// clang-format on

}  // namespace

std::vector<Route> all_routes() {
  std::vector<Route> routes;
  for (const auto resource : kResources) {
    const auto some = resource();
    routes.insert(routes.end(), some.begin(), some.end());
  }
  return routes;
}

}  // namespace fettle::api
