#include "usecases/launch_author.hpp"

#include "store/token_store.hpp"
#include "store/trigger_store.hpp"

namespace fettle::usecases {

Result<std::string> launch_author(Context& context, const engine::Principal& launched_by) {
  const store::TeamKey key{context.actor.team, launched_by.id};
  if (launched_by.kind == engine::PrincipalKind::kToken) {
    FETTLE_TRY(token, store::find_token(context.database, key));
    return token ? token->user_id : context.actor.user;
  }
  if (launched_by.kind == engine::PrincipalKind::kTrigger) {
    FETTLE_TRY(trigger, store::find_trigger(context.database, key));
    return trigger ? trigger->owner_id : context.actor.user;
  }
  return launched_by.id;
}

}  // namespace fettle::usecases
