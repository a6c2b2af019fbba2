// What one drawing of the screen is made from, and the few words that its parts share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "cli/view/line.hpp"
#include "cli/view/output_tails.hpp"
#include "cli/view/run_progress.hpp"

namespace fettle::cli {

struct Moment {
  const RunProgress& progress;
  const OutputTails& output;
  std::size_t columns;
  std::size_t rows;  ///< that may be used
  Charset charset;
  Instant now;
};

/// `0:42`, `3:02`, `26:00:07`: whole seconds, so that a line changes once a second at most.
std::string clock_words(Milliseconds duration);

/// `left` and `right` on one line; what is on the right is cut only where it fills the line.
Line between(Line left, std::string_view right, std::size_t columns);

}  // namespace fettle::cli
