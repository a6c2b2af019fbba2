#include "usecases/announce.hpp"

#include "store/team_events.hpp"

namespace fettle::usecases {

Result<void> announce(Context& context, std::string_view topic, std::string_view kind,
                      std::string_view subject) {
  return store::add_team_event(context.database, {.team = context.actor.team,
                                                  .at = context.now,
                                                  .topic = std::string(topic),
                                                  .kind = std::string(kind),
                                                  .subject = std::string(subject)});
}

}  // namespace fettle::usecases
