// What a terminal shows of a run at one moment, as lines: pure, so that it can be read in tests.
// Where all targets fit on the screen each has its line; otherwise only those that matter have.
#pragma once

#include <vector>

#include "base/instant.hpp"
#include "cli/view/line.hpp"
#include "cli/view/output_tails.hpp"
#include "cli/view/run_progress.hpp"
#include "cli/view/screen.hpp"

namespace fettle::cli {

/// Every target keeps its line from beginning to end.
bool all_fit(const RunProgress& progress, ScreenSize size);

/// At most `size.rows - 1` lines of at most `size.columns`.
std::vector<Line> make_frame(const RunProgress& progress, const OutputTails& output,
                             ScreenSize size, Charset charset, Instant now);

}  // namespace fettle::cli
