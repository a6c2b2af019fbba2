// What the team's people are told inside the product.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/notification_store.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct NotificationList {
  std::vector<store::SeenNotification> items;  ///< newest first, at most 100
  std::int64_t unread = 0;
};
BOOST_DESCRIBE_STRUCT(NotificationList, (), (items, unread))

enum class Notifications { kAll, kUnread };
Result<NotificationList> list_notifications(Context& context, Notifications which);

struct ReadNotifications {
  std::optional<std::vector<std::string>> ids;  ///< none: all that there are by now
};
BOOST_DESCRIBE_STRUCT(ReadNotifications, (), (ids))
/// Ids that are none of the person's are passed over. kInvalid for more than 100.
Result<void> read_notifications(Context& context, const ReadNotifications& which);

}  // namespace fettle::usecases
