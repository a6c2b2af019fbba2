#include "upkeep/forget_ended.hpp"

#include "store/batch_words.hpp"
#include "store/delivery_store.hpp"
#include "store/link_store.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::upkeep {
namespace {

constexpr std::chrono::days kDeliveriesKept{90};

}  // namespace

Result<void> forget_ended(usecases::Context& context) {
  FETTLE_TRY_VOID(usecases::forget_ended_sessions(context));
  FETTLE_TRY_VOID(store::remove_late_words(context.database));
  FETTLE_TRY_VOID(store::remove_ended_links(context.database, context.now));
  FETTLE_TRY_VOID(store::remove_deliveries(context.database, context.now - kDeliveriesKept));
  return {};
}

}  // namespace fettle::upkeep
