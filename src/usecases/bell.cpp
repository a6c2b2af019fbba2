#include "usecases/bell.hpp"

#include <utility>

#include "store/notification_store.hpp"
#include "usecases/announce.hpp"

namespace fettle::usecases {

Result<void> ring_bell(Context& context, BellMessage message) {
  const auto id = context.new_id();
  FETTLE_TRY_VOID(store::add_notification(context.database, {.id = id,
                                                             .team_id = context.actor.team,
                                                             .user_id = std::move(message.user),
                                                             .kind = std::string(message.kind),
                                                             .text = std::move(message.text),
                                                             .link = std::move(message.link),
                                                             .created_at = context.now.ms}));
  return announce(context, "notifications", "created", id);
}

}  // namespace fettle::usecases
