// A difference between two snapshots in words, for a terminal: grouped by dimension, compact,
// safe to print whatever stood in the files of the server.
#pragma once

#include <string>

#include "core/review/difference.hpp"

namespace fettle::review {

/// Some lines, each ending in a line break; empty when nothing changed. Long groups and long
/// text differences are cut, and say by how much.
std::string describe(const SnapshotDifference& difference);

}  // namespace fettle::review
