// The difference between two texts, line by line, in the unified format. Myers' O(ND) algorithm
// with a bound on D: texts that have little in common come out as one block replaced by another,
// which is both quick and easier to read.
#pragma once

#include <string>
#include <string_view>

namespace fettle::review {

/// Hunks with three lines of context, without the two file names. Empty when nothing differs.
std::string unified_diff(std::string_view before, std::string_view after);

}  // namespace fettle::review
