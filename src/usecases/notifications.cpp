#include "usecases/notifications.hpp"

#include <utility>

namespace fettle::usecases {

Result<NotificationList> list_notifications(Context& context) {
  constexpr int kMax = 100;
  const store::Reader reader{context.actor.team, context.actor.user};
  FETTLE_TRY(items, store::list_notifications(context.database, reader, kMax));
  FETTLE_TRY(unread, store::count_unread(context.database, reader));
  return NotificationList{std::move(items), unread};
}

Result<void> read_notifications(Context& context) {
  return store::mark_all_read(context.database, {context.actor.team, context.actor.user},
                              context.now);
}

}  // namespace fettle::usecases
