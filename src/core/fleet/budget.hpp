// A disruption budget: how many of the hosts that a selector chooses may be out at once, over
// everything that runs. A host counts as out from its first changing step until its session has
// succeeded. Values only; store/admission.cpp counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/fleet/selector.hpp"

namespace fettle::fleet {

/// Exactly one of `hosts` and `percent` is given.
struct Budget {
  std::string name;
  Selector selector;
  std::optional<int> hosts;    ///< at least 1
  std::optional<int> percent;  ///< of all that the selector chooses, 1 to 100
};

/// How many may be out where the selector chooses `matching`. A percentage is rounded down, to one
/// at least: a budget slows work down and never forbids it.
std::int64_t allowed_out(const Budget& budget, std::int64_t matching);

/// `at most 1 host of role db`, `at most 10 % of tag web`.
std::string describe(const Budget& budget);

/// Whether some condition is a list, which means nothing in a budget: a host is not of a list.
bool names_list(const Selector& selector);

}  // namespace fettle::fleet
