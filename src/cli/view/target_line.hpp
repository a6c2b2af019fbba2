// The line of one target: how it stands, in a mark, words and a time.
#pragma once

#include <cstddef>

#include "cli/view/moment.hpp"

namespace fettle::cli {

/// `> web01  [3/6] Install packages    0:42`, in `moment.columns`.
Line target_line(const Moment& moment, std::size_t position, std::size_t label_width);

/// The line of a target that has ended, to stay: `x web01 failed: step 2: exit status 1 (0:12)`.
Line ended_line(const RunProgress& progress, std::size_t position, Charset charset);

}  // namespace fettle::cli
