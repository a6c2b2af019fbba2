// What every use case is given: who asks and for which team, the database, the time and random
// bits. A use case is a function from values to values or an error; it authorises nothing that
// security/permission.hpp has already, names the team in every query, and writes what it changes,
// the audit entry and the event in one transaction. Runs on a worker thread: it may block.
#pragma once

#include <string>

#include "base/instant.hpp"
#include "core/engine/principal.hpp"
#include "ports/random.hpp"
#include "security/permission.hpp"
#include "store/database/connection.hpp"
#include "usecases/services.hpp"

namespace fettle::usecases {

struct Actor {
  engine::Principal principal;
  std::string user;  ///< id of the user, of a token's maker too; empty for the scheduler
  std::string team;  ///< id
  security::Rights rights;
  std::string address;  ///< that the request came from
};

struct Context {
  store::Connection& database;
  Actor actor;
  Instant now;
  ports::Random& random;
  const Services& services;

  /// A new identifier (base/id.hpp).
  std::string new_id() const;
};

}  // namespace fettle::usecases
