// One switch for a team: while it is set nothing starts, and no session begins its next step; what
// runs on targets finishes. Batches that it paused go on when it is taken back.
#pragma once

#include <string>

#include "usecases/context.hpp"

namespace fettle::usecases {

struct StopState {
  bool is_stopped = false;
  std::string reason;
  int batches = 0;  ///< that were paused, or go on
};
BOOST_DESCRIBE_STRUCT(StopState, (), (is_stopped, reason, batches))

/// kInvalid without a reason; kConflict where it is set already.
Result<StopState> set_stop_switch(Context& context, std::string reason);
/// kConflict where it is not set.
Result<StopState> take_stop_switch_back(Context& context);

}  // namespace fettle::usecases
