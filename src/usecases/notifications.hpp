// What the team's people are told inside the product.
#pragma once

#include <vector>

#include "store/notification_store.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct NotificationList {
  std::vector<store::SeenNotification> items;  ///< newest first, at most 100
  std::int64_t unread = 0;
};
BOOST_DESCRIBE_STRUCT(NotificationList, (), (items, unread))

Result<NotificationList> list_notifications(Context& context);
/// All that there are by now.
Result<void> read_notifications(Context& context);

}  // namespace fettle::usecases
