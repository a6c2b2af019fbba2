#include "usecases/notifications/notify_team.hpp"

#include "base/enum_name.hpp"
#include "store/team_message.hpp"
#include "usecases/announce.hpp"

namespace fettle::usecases {

Result<void> notify_team(Context& context, const TeamNotice& notice) {
  const auto id = context.new_id();
  FETTLE_TRY_VOID(store::tell_team(context.database, notice.event,
                                   {.id = id,
                                    .team_id = context.actor.team,
                                    .user_id = notice.user,
                                    .kind = std::string(enum_name(notice.event)),
                                    .text = notice.text,
                                    .link = notice.link,
                                    .created_at = context.now.ms}));
  return announce(context, "notifications", "created", id);
}

}  // namespace fettle::usecases
