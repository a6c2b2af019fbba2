#include "upkeep/forget_ended.hpp"

#include "store/link_store.hpp"
#include "usecases/user_session.hpp"

namespace fettle::upkeep {

Result<void> forget_ended(usecases::Context& context) {
  FETTLE_TRY_VOID(usecases::forget_ended_sessions(context));
  return store::remove_ended_links(context.database, context.now);
}

}  // namespace fettle::upkeep
