// What was answered to a request that carries a key of its own, so that the same request again is
// answered the same and does nothing twice.
#pragma once

#include <optional>
#include <string>

#include "base/instant.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

struct IdempotencyKey {
  std::string team;
  std::string key;
  std::string operation;
  std::string request_hash;
  Instant at;
};

/// What was kept under the key; none where it is new. kConflict where another request used it.
Result<std::optional<std::string>> find_answer(Connection& connection, const IdempotencyKey& key);
/// Inside the transaction of what was done. kConflict where the key was used meanwhile.
Result<void> keep_answer(Connection& connection, const IdempotencyKey& key,
                         std::string_view answer);

}  // namespace fettle::store
