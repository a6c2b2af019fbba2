// Tells people something inside the product, in the transaction of what it speaks of: a row of the
// bell, and an event so that it is seen at once.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "usecases/context.hpp"

namespace fettle::usecases {

struct BellMessage {
  std::optional<std::string> user;  ///< id; none: everybody of the actor's team
  std::string_view kind;            ///< `session_assigned`, `gate_reminder`
  std::string text;
  std::string link;  ///< path in the dashboard
};

/// Inside a transaction.
Result<void> ring_bell(Context& context, BellMessage message);

}  // namespace fettle::usecases
