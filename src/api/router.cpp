#include "api/router.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace fettle::api {
namespace {

/// Takes the next `/segment` away from `path`.
std::string_view take_segment(std::string_view& path) {
  const auto segment = path.substr(1, path.find('/', 1) - 1);
  path.remove_prefix(1 + segment.size());
  return segment;
}

/// The values of a pattern that fits.
std::optional<PathValues> match(std::string_view pattern, std::string_view path) {
  PathValues values;
  while (!pattern.empty() && path.starts_with('/')) {
    const auto wanted = take_segment(pattern);
    const auto given = take_segment(path);
    if (wanted.starts_with('{')) {
      if (given.empty()) return std::nullopt;
      values.emplace(wanted.substr(1, wanted.size() - 2), given);
    } else if (wanted != given) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
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
    auto values = match(route.pattern, path);
    if (!values) continue;
    methods.insert(route.method);
    if (route.method == "GET") methods.insert("HEAD");
    if (route.method != wanted) continue;
    if (found.route != nullptr && !is_more_literal(route, *found.route)) continue;
    found.route = &route;
    found.path = *std::move(values);
  }
  for (const auto one : methods)
    found.allow += (found.allow.empty() ? "" : ", ") + std::string(one);
  return found;
}

}  // namespace fettle::api
