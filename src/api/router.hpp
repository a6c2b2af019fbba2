// Finds the route for a method and a path. Where several patterns fit, the one that is literal
// where the other has a `{name}` wins: `/trees/counts` before `/trees/{tree_id}`. Never looks at
// who asks.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "api/route.hpp"

namespace fettle::api {

/// Every route's pattern stands below it.
inline constexpr std::string_view kApiBase = "/api/v1";

struct Found {
  const Route* route = nullptr;  ///< none: nothing answers that method there
  PathValues path;
  std::string allow;  ///< methods that the path has: `DELETE, GET, HEAD`; empty: no such path
};

class Router {
 public:
  explicit Router(std::vector<Route> routes) : routes_(std::move(routes)) {}
  /// `path` is decoded. HEAD is answered by the route of GET.
  Found find(std::string_view method, std::string_view path) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace fettle::api
