#include "api/router.hpp"

#include <algorithm>
#include <set>

namespace fettle::api {
namespace {

/// Takes the next `/segment` away from `path`.
std::string_view take_segment(std::string_view& path) {
  const auto segment = path.substr(1, path.find('/', 1) - 1);
  path.remove_prefix(1 + segment.size());
  return segment;
}

bool fits(std::string_view pattern, std::string_view path) {
  while (!pattern.empty() && path.starts_with('/')) {
    const auto wanted = take_segment(pattern);
    const auto given = take_segment(path);
    if (wanted.starts_with('{') ? given.empty() : wanted != given) return false;
  }
  return pattern.empty() && path.empty();
}

/// Of a pattern that fits.
PathValues values_of(std::string_view pattern, std::string_view path) {
  PathValues values;
  while (!pattern.empty()) {
    const auto name = take_segment(pattern);
    const auto value = take_segment(path);
    if (name.starts_with('{')) values.emplace(name.substr(1, name.size() - 2), value);
  }
  return values;
}

/// Literal letters sort behind `{`, which is the largest of all that a pattern has.
bool is_more_literal(const Route& a, const Route& b) { return a.pattern < b.pattern; }

}  // namespace

Found Router::find(std::string_view method, std::string_view path) const {
  Found found;
  if (!path.starts_with(kApiBase)) return found;
  path.remove_prefix(kApiBase.size());
  const auto wanted = method == "HEAD" ? std::string_view("GET") : method;
  std::set<std::string_view> methods;
  for (const auto& route : routes_) {
    if (!fits(route.pattern, path)) continue;
    methods.insert(route.method);
    if (route.method == "GET") methods.insert("HEAD");
    if (route.method != wanted) continue;
    if (found.route == nullptr || is_more_literal(route, *found.route)) found.route = &route;
  }
  if (found.route != nullptr) found.path = values_of(found.route->pattern, path);
  for (const auto one : methods)
    found.allow += (found.allow.empty() ? "" : ", ") + std::string(one);
  return found;
}

}  // namespace fettle::api
