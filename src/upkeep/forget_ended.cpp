#include "upkeep/forget_ended.hpp"

#include "store/batch_words.hpp"
#include "store/link_store.hpp"
#include "usecases/user_session.hpp"

namespace fettle::upkeep {

Result<void> forget_ended(usecases::Context& context) {
  FETTLE_TRY_VOID(usecases::forget_ended_sessions(context));
  FETTLE_TRY_VOID(store::remove_late_words(context.database));
  return store::remove_ended_links(context.database, context.now);
}

}  // namespace fettle::upkeep
