// The two lines at the top of the screen: which wave, how far, how many.
#pragma once

#include "cli/view/moment.hpp"

namespace fettle::cli {

/// `Monthly patches  canary (1 of 3)                 4:07`
Line title_line(const Moment& moment);

/// `####x........... 12/500 completed, 1 failed, 64 running, 423 waiting`
Line counts_line(const Moment& moment);

}  // namespace fettle::cli
