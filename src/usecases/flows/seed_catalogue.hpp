// Gives a team the flows and recipes that are shipped with Fettle: read-only, named by the file
// that they come from. Asked again, it changes only those whose shipped text has changed, and never
// what a person wrote.
#pragma once

#include <string>

#include "base/instant.hpp"
#include "ports/random.hpp"
#include "store/database/connection.hpp"

namespace fettle::usecases {

/// Inside a transaction. A recipe whose slug a person of the team has taken is left out.
Result<void> seed_catalogue(store::Connection& connection, const std::string& team, Instant now,
                            ports::Random& random);

/// The same for every team there is, each in a transaction of its own: when a service starts, whose
/// shipped texts may be newer. Several may do it at once.
Result<void> seed_every_team(store::Connection& connection, Instant now, ports::Random& random);

}  // namespace fettle::usecases
