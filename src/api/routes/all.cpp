#include "api/routes/all.hpp"

#include <array>

namespace fettle::api {
namespace {

/// Sorted.
constexpr std::array kResources{
    &event_routes,
    &target_list_routes,
    &tree_routes,
};

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
