#include "core/schedule/scope.hpp"

#include "core/fleet/text.hpp"

namespace fettle::schedule {

using fleet::same_name;

bool covers(const Scope& scope, const Subject& subject) {
  if (scope.kind == ScopeKind::kTeam) return true;
  if (scope.value.empty()) return false;
  switch (scope.kind) {
    case ScopeKind::kSite:
      return same_name(scope.value, subject.site);
    case ScopeKind::kRole:
      return same_name(scope.value, subject.role);
    case ScopeKind::kSchedule:
      return scope.value == subject.schedule;
    case ScopeKind::kServer:
      return scope.value == subject.server;
    case ScopeKind::kTeam:
      break;
  }
  return true;
}

bool same_scope(const Scope& one, const Scope& other) {
  return one.kind == other.kind && same_name(one.value, other.value);
}

std::string describe(const Scope& scope, const Subject& subject) {
  switch (scope.kind) {
    case ScopeKind::kTeam:
      return "the team";
    case ScopeKind::kSite:
      return "site " + scope.value;
    case ScopeKind::kRole:
      return "role " + scope.value;
    case ScopeKind::kSchedule:
      return "the schedule";
    case ScopeKind::kServer:
      return "server " + subject.server_name;
  }
  return {};
}

}  // namespace fettle::schedule
