// Tells the team that something has happened: the bell, every channel that hears of such events,
// and the browsers that are open. In the transaction of what happened. Batches tell of themselves
// (store/team_message.hpp).
#pragma once

#include <optional>
#include <string>

#include "ports/channel.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct TeamNotice {
  ports::TeamEvent event = ports::TeamEvent::kRunReady;
  std::string text;
  std::string link;                      ///< a path of the dashboard
  std::optional<std::string> user = {};  ///< whose bell rings; none: everybody's
};

/// Inside a transaction.
Result<void> notify_team(Context& context, const TeamNotice& notice);

}  // namespace fettle::usecases
