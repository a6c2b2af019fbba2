#include "usecases/notifications/notifications.hpp"

#include <fmt/format.h>

#include <utility>

namespace fettle::usecases {

namespace {
constexpr int kMax = 100;
}

Result<NotificationList> list_notifications(Context& context, Notifications which) {
  const store::Reader reader{context.actor.team, context.actor.user};
  FETTLE_TRY(items, which == Notifications::kUnread
                        ? store::list_unread(context.database, reader, kMax)
                        : store::list_notifications(context.database, reader, kMax));
  FETTLE_TRY(unread, store::count_unread(context.database, reader));
  return NotificationList{std::move(items), unread};
}

Result<void> read_notifications(Context& context, const ReadNotifications& which) {
  const store::Reader reader{context.actor.team, context.actor.user};
  if (!which.ids) return store::mark_all_read(context.database, reader, context.now);
  if (which.ids->size() > kMax) {
    return fail(ErrorCode::kInvalid, fmt::format("ids: at most {} at once", kMax));
  }
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  for (const auto& id : *which.ids) {
    FETTLE_TRY_VOID(store::mark_read(context.database, reader, id, context.now));
  }
  return transaction.commit();
}

}  // namespace fettle::usecases
