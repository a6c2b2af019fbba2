// What changed on a server between two snapshots, as values: the review of a session shows it.
// Made by compare.hpp, put into words by describe.hpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/flow/flow.hpp"

namespace fettle::review {

struct Change {
  enum class Kind {
    kAdded,
    kRemoved,
    kChanged,
    kFailed,  ///< of a unit, as the following
    kStarted,
    kStopped,
    kRestarted,
    kEnabled,
    kDisabled,
  };
  Kind kind = Kind::kChanged;
  std::string subject;  ///< a package, unit, path, mount or container
  std::string before;   ///< empty where there was nothing
  std::string after;    ///< empty where nothing is left
  std::string diff;     ///< unified, of a text file that changed; else empty
  friend bool operator==(const Change&, const Change&) = default;
};

struct SnapshotDifference {
  std::map<flow::Dimension, std::vector<Change>> changes;  ///< only dimensions that changed
  /// What could not be seen before or after, per dimension.
  std::map<flow::Dimension, std::vector<std::string>> notes;
  friend bool operator==(const SnapshotDifference&, const SnapshotDifference&) = default;
};

}  // namespace fettle::review
