// What a database says after it was brought back from a backup: the targets may have moved on
// since, so nothing goes on by itself. Sessions that were open are interrupted, their batches and
// every schedule are paused, until somebody has looked. Before anything else works on the database.
#pragma once

#include <boost/describe/class.hpp>

#include "usecases/context.hpp"

namespace fettle::usecases {

struct Settled {
  int batches = 0;    ///< paused, or waiting for an approval again
  int sessions = 0;   ///< interrupted
  int schedules = 0;  ///< paused
};
BOOST_DESCRIBE_STRUCT(Settled, (), (batches, sessions, schedules))

/// Of all teams and of the command line. May be called again after it was cut off: what it has
/// settled it leaves alone.
Result<Settled> settle_restored(Context& context);

}  // namespace fettle::usecases
