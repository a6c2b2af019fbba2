// What changed between two snapshots of one server. Pure comparison: dimensions/ knows
// what counts as a change, describe.hpp puts it into words.
#pragma once

#include "core/review/difference.hpp"
#include "core/review/snapshot.hpp"

namespace fettle::review {

/// Compares the dimensions that both snapshots saw whole. The others are noted: half a list
/// would show everything missing from it as removed.
SnapshotDifference compare(const Snapshot& before, const Snapshot& after);

}  // namespace fettle::review
