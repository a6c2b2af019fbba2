// Snapshots as text, for the database: canonical, so that equal snapshots are equal texts. One
// line a fact; tabs and line breaks inside values are escaped.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "core/review/snapshot.hpp"

namespace fettle::review {

std::string encode(const Snapshot& snapshot);

/// Errors: kInvalid when `text` is not what encode() writes.
Result<Snapshot> decode(std::string_view text);

}  // namespace fettle::review
