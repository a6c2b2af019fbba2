// Tells every browser of the team that something has changed (the stream of events), in the
// transaction of the change. What exactly is read anew; the event only names it.
#pragma once

#include <string_view>

#include "usecases/context.hpp"

namespace fettle::usecases {

/// `topic` is the resource (`trees`, `servers`, `schedules`, ...), `kind` what happened (`created`,
/// `updated`, `deleted`), `subject` its id. Inside the transaction of the change.
Result<void> announce(Context& context, std::string_view topic, std::string_view kind,
                      std::string_view subject);

}  // namespace fettle::usecases
