// Rewrites the texts of a snapshot before it is stored, so that a secret that a server's own
// files or tools show is masked there as it is in output.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/review/snapshot.hpp"

namespace fettle::review {

/// `snapshot` with every name, value and note as `rewrite` gives it. Numbers stay as they are:
/// dimensions reckon with them.
Snapshot with_texts(const Snapshot& snapshot,
                    const std::function<std::string(std::string_view)>& rewrite);

}  // namespace fettle::review
