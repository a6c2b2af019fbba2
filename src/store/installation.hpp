// What `fettle clean` needs of the database: the id that this installation's receipts begin with,
// the targets that it has ever worked on, and the receipts that are still needed there.
#pragma once

#include <string>
#include <vector>

#include "core/fleet/server.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// The id of this database's installation; `fresh` becomes it where there is none yet.
Result<std::string> installation_id(Connection& connection, const std::string& fresh);

/// Empty where nothing was ever run.
Result<std::string> find_installation(Connection& connection);

struct KnownTarget {
  fleet::Target target;
  bool become = false;  ///< receipts of commands that ran as another user are there too
  std::vector<std::string>
      needed;  ///< attempts of sessions that have not ended, or were interrupted
};

/// Each once, whatever the number of batches.
Result<std::vector<KnownTarget>> read_known_targets(Connection& connection);

}  // namespace fettle::store
