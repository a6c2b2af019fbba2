// `fettle cron 'EXPR'`: when a cron expression fires next, or what it says in words. Writes to
// the streams that it is given; arguments are read elsewhere. The rules are in
// core/schedule/next_fire.hpp.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "base/instant.hpp"

namespace fettle::cli {

struct CronOptions {
  std::string expression;
  std::string zone = "UTC";
  std::optional<std::string> from;  ///< RFC 3339; firings are strictly later; absent is now
  int count = 5;                    ///< 1 to 1000
  bool describe = false;            ///< the words instead of the firings
};

/// Writes `count` lines of RFC 3339 local time with its offset.
///
/// Returns the exit status: 0, or 1 with a diagnostic for an expression that is not valid or
/// never fires, or 2 for an option that is not acceptable.
int run_cron(const CronOptions& options, Instant now, std::ostream& out, std::ostream& err);

}  // namespace fettle::cli
