#include "usecases/batches/launch_author.hpp"

#include "store/schedule_store.hpp"
#include "store/token_store.hpp"
#include "store/trigger_store.hpp"

namespace fettle::usecases {

Result<std::vector<std::string>> launch_authors(Context& context,
                                                const engine::Principal& launched_by) {
  const store::TeamKey key{context.actor.team, launched_by.id};
  if (launched_by.kind == engine::PrincipalKind::kToken) {
    FETTLE_TRY(token, store::find_token(context.database, key));
    return std::vector{token ? token->user_id : context.actor.user};
  }
  if (launched_by.kind == engine::PrincipalKind::kTrigger) {
    FETTLE_TRY(trigger, store::find_trigger(context.database, key));
    return std::vector{trigger ? trigger->owner_id : context.actor.user};
  }
  if (launched_by.kind == engine::PrincipalKind::kScheduler) {
    const auto schedule = store::find_schedule(context.database, key);
    if (!schedule) return std::vector{context.actor.user};
    return std::vector{schedule->created_by.value_or(""), schedule->updated_by.value_or("")};
  }
  return std::vector{launched_by.id};
}

}  // namespace fettle::usecases
