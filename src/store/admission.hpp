// Between "may start" and "starts": whether a session that its rollout lets start may start now,
// beside everything else that the database knows to run. Decided within a transaction, so that two
// processes can't both be told yes. What says no is stored, each reason of its own. What a team's
// rules say is start_check.hpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "ports/journal.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// Within the transaction of the commit; the answers in the order of what it asks.
Result<std::vector<ports::Admission>> admit(Connection& connection, const ports::Commit& commit,
                                            Instant now);

/// Keeps sessions away from hosts while a command works there; ends by itself after some minutes,
/// should the command not end it. kBusy where a session of a batch that is being carried out works
/// on one of them; one that was left behind is nobody's who could get in the way.
Result<void> claim_hosts(Connection& connection, std::span<const std::string> hosts,
                         std::string_view holder);
Result<void> release_hosts(Connection& connection, std::string_view holder);

enum class HostThen {
  kAsBefore,  ///< nothing was changed there
  kOut,       ///< it was changed, and the session has not succeeded
  kBack,      ///< the session has succeeded
};
struct Leaving {
  HostThen host = HostThen::kAsBefore;
  Instant at;
};

/// Within a transaction: the session no longer works on its host. What that means for budgets is
/// `leaving`'s.
Result<void> leave_host(Connection& connection, std::string_view session,
                        const Leaving& leaving = {});

}  // namespace fettle::store
