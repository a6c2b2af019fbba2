// The targets of a list as they are stored and shown: what people call each thing that is to be
// maintained, and what they want to remember of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "usecases/field_problems.hpp"

namespace fettle::usecases {

inline constexpr std::size_t kTargetNotesMax = 2000;  ///< code points

struct TargetEntry {
  std::string label;
  std::string notes;
  /// When an import no longer named it; an import never removes anything.
  std::optional<Instant> vanished_at;
  friend bool operator==(const TargetEntry&, const TargetEntry&) = default;
};
BOOST_DESCRIBE_STRUCT(TargetEntry, (), (label, notes, vanished_at))

/// What `TargetListRow::targets` holds.
std::vector<TargetEntry> read_targets(std::string_view json);

/// Of all of them, to be changed.
std::vector<std::string*> notes_of(std::vector<TargetEntry>& targets);

/// One problem for each label that is no name or is there already, ignoring case, for notes that
/// are too long and for too many targets. `field` is what messages call the list: `targets`.
void check_targets(const std::vector<TargetEntry>& targets, std::string_view field,
                   FieldProblems& problems);

/// A line that names what an earlier line has named.
struct DuplicateLine {
  int line = 1;  ///< from 1
  std::string label;
  int first_line = 1;
};
BOOST_DESCRIBE_STRUCT(DuplicateLine, (), (line, label, first_line))

struct PastedTargets {
  std::vector<TargetEntry> targets;
  std::vector<DuplicateLine> duplicates;  ///< left out of the targets
};
BOOST_DESCRIBE_STRUCT(PastedTargets, (), (targets, duplicates))

/// Labels as people paste them: one a line, blanks around it and blank lines ignored. kInvalid with
/// one problem for each line that is no label, or where there are too many.
Result<PastedTargets> read_pasted_targets(std::string_view text);

}  // namespace fettle::usecases
