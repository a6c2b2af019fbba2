#include "usecases/windows/rule_scope.hpp"

#include "store/flow_store.hpp"
#include "store/schedule_store.hpp"
#include "store/server_store.hpp"

namespace fettle::usecases {
namespace {

using schedule::ScopeKind;

/// As people call the thing of that id; none: the team has no such thing.
Result<std::optional<std::string>> name_of(Context& context, ScopeKind kind,
                                           const std::string& id) {
  const store::TeamKey key{context.actor.team, id};
  if (kind == ScopeKind::kServer) {
    FETTLE_TRY(server, store::find_server(context.database, key));
    return server ? std::optional(server->name) : std::nullopt;
  }
  const auto schedule = store::find_schedule(context.database, key);
  if (!schedule && schedule.error().code == ErrorCode::kNotFound) return std::nullopt;
  if (!schedule) return std::unexpected(schedule.error());
  FETTLE_TRY(flow, store::find_flow(context.database, {context.actor.team, schedule->tree_id}));
  return flow ? std::optional(flow->name) : std::optional<std::string>("");
}

bool is_by_id(ScopeKind kind) { return kind == ScopeKind::kServer || kind == ScopeKind::kSchedule; }

}  // namespace

Result<void> check_scope(Context& context, const ScopeInput& scope, FieldProblems& problems) {
  const auto kind = enum_from_name<ScopeKind>(scope.kind);
  if (!kind) {
    problems.add("scope", "its kind is none of " + list_enum_names<ScopeKind>());
  } else if (*kind == ScopeKind::kTeam) {
    if (!scope.value.empty()) problems.add("scope", "a value has no meaning for the team");
  } else if (!is_by_id(*kind)) {
    problems.check_name("scope", scope.value);
  } else {
    FETTLE_TRY(name, name_of(context, *kind, scope.value));
    if (!name) problems.add("scope", "the team has no such " + scope.kind);
  }
  return {};
}

Result<ScopeView> show_scope(Context& context, std::string_view kind, const std::string& value) {
  const auto known = enum_from_name<ScopeKind>(kind);
  if (!known || !is_by_id(*known)) return ScopeView{std::string(kind), value, value};
  FETTLE_TRY(name, name_of(context, *known, value));
  return ScopeView{std::string(kind), value, name.value_or("deleted")};
}

}  // namespace fettle::usecases
