#include "core/fleet/selector.hpp"

#include <algorithm>

#include "core/fleet/text.hpp"

namespace fettle::fleet {
namespace {

bool has_tag(const Server& server, const std::string& tag) {
  return std::ranges::any_of(server.tags, [&](const auto& own) { return same_name(own, tag); });
}

/// Whether a condition must stand in brackets when it is part of another one.
bool is_compound(const Selector& selector) {
  return selector.parts.size() > 1 &&
         (selector.kind == Selector::Kind::kAllOf || selector.kind == Selector::Kind::kAnyOf);
}

std::string describe_part(const Selector& part) {
  return is_compound(part) ? "(" + describe(part) + ")" : describe(part);
}

std::string join(const std::vector<Selector>& parts, std::string_view word) {
  if (parts.empty()) return word == " and " ? "all" : "none";
  std::string line;
  for (const auto& part : parts) {
    if (!line.empty()) line += word;
    line += describe_part(part);
  }
  return line;
}

}  // namespace

bool matches(const Selector& selector, const Server& server) {
  const auto meets = [&](const Selector& part) { return matches(part, server); };
  switch (selector.kind) {
    case Selector::Kind::kAll:
      return true;
    case Selector::Kind::kRole:
      return same_name(server.role, selector.value);
    case Selector::Kind::kTag:
      return has_tag(server, selector.value);
    case Selector::Kind::kSite:
      return same_name(server.site, selector.value);
    case Selector::Kind::kOsFamily:
      return same_name(server.os_family, selector.value);
    case Selector::Kind::kName:
      return same_name(server.name, selector.value);
    case Selector::Kind::kList:
      return false;
    case Selector::Kind::kAllOf:
      return std::ranges::all_of(selector.parts, meets);
    case Selector::Kind::kAnyOf:
      return std::ranges::any_of(selector.parts, meets);
    case Selector::Kind::kNot:
      return std::ranges::none_of(selector.parts, meets);
  }
  return false;
}

std::string describe(const Selector& selector) {
  switch (selector.kind) {
    case Selector::Kind::kAll:
      return "all";
    case Selector::Kind::kRole:
      return "role " + selector.value;
    case Selector::Kind::kTag:
      return "tag " + selector.value;
    case Selector::Kind::kSite:
      return "site " + selector.value;
    case Selector::Kind::kOsFamily:
      return "OS family " + selector.value;
    case Selector::Kind::kName:
      return "name " + selector.value;
    case Selector::Kind::kList:
      return "list " + selector.value;
    case Selector::Kind::kAllOf:
      return join(selector.parts, " and ");
    case Selector::Kind::kAnyOf:
      return join(selector.parts, " or ");
    case Selector::Kind::kNot:
      return "not " + (selector.parts.empty() ? "none" : describe_part(selector.parts.front()));
  }
  return {};
}

}  // namespace fettle::fleet
