// Messages to the people of a team inside the product: the bell. A message without a user is
// everybody's; who has read it is kept for each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"

namespace fettle::store {

struct NotificationRow {
  std::string id;
  std::string team_id;
  std::optional<std::string> user_id;
  std::string kind;
  std::string text;
  std::string link;
  std::int64_t created_at = 0;
};
BOOST_DESCRIBE_STRUCT(NotificationRow, (), (id, team_id, user_id, kind, text, link, created_at))

struct SeenNotification {
  std::string id;
  std::string kind;
  std::string text;
  std::string link;
  std::int64_t created_at = 0;
  bool is_read = false;
};
BOOST_DESCRIBE_STRUCT(SeenNotification, (), (id, kind, text, link, created_at, is_read))

Result<void> add_notification(Connection& connection, const NotificationRow& notification);

struct Reader {
  std::string_view team;
  std::string_view user;
};
/// Newest first, at most `limit`.
Result<std::vector<SeenNotification>> list_notifications(Connection& connection, Reader reader,
                                                         int limit);
/// The same of those that the reader has not read.
Result<std::vector<SeenNotification>> list_unread(Connection& connection, Reader reader, int limit);
Result<std::int64_t> count_unread(Connection& connection, Reader reader);
/// All that there are by now.
Result<void> mark_all_read(Connection& connection, Reader reader, Instant now);
/// Nothing where the reader has no such message.
Result<void> mark_read(Connection& connection, Reader reader, std::string_view id, Instant now);

}  // namespace fettle::store
