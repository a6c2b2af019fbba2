#include "usecases/people/new_user.hpp"

#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"

namespace fettle::usecases {

Result<store::UserRow> add_user(Context& context, NewUser user) {
  store::UserRow row{.id = context.new_id(),
                     .team_id = std::move(user.team),
                     .email = std::move(user.email),
                     .name = std::move(user.name),
                     .role = std::string(enum_name(user.role)),
                     .is_administrator = user.is_administrator,
                     .password_hash = std::move(user.password_hash),
                     .created_at = context.now,
                     .updated_at = context.now};
  auto added = store::add_user(context.database, row);
  if (!added && added.error().code == ErrorCode::kConflict) {
    return fail(ErrorCode::kConflict, "somebody with this e-mail address is here already");
  }
  FETTLE_TRY_VOID(std::move(added));
  context.actor.team = row.team_id;
  context.actor.user = row.id;
  context.actor.principal = {engine::PrincipalKind::kUser, row.id, row.name};
  FETTLE_TRY_VOID(audit(
      context,
      {.action = "user.created", .subject = row.id, .after = to_canonical_json(person_of(row))}));
  FETTLE_TRY_VOID(announce(context, "people", "created", row.id));
  return row;
}

}  // namespace fettle::usecases
