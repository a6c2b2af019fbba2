// Everything that is peculiar to one snapshot dimension: what a server is asked, how its answer
// is read and what counts as a change. One file each in dimensions/, one line each in
// dimension.cpp.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/review/difference.hpp"
#include "core/review/snapshot.hpp"

namespace fettle::review {

struct DimensionRules {
  flow::Dimension dimension;

  /// POSIX shell, read-only. Prints data lines with `|` before them and notes with `!` before
  /// them; probe.cpp says which functions it may call.
  std::string_view probe;

  /// Reads the data lines, without their `|`. Whatever makes no sense is passed over.
  void (*parse)(std::span<const std::string_view> lines, Section& section);

  std::vector<Change> (*compare)(const Section& before, const Section& after);
};

/// All of them, sorted by name.
std::span<const DimensionRules* const> dimensions();

const DimensionRules& rules_of(flow::Dimension dimension);

/// The rules of the dimension that flows call `name`, or null.
const DimensionRules* find_dimension(std::string_view name);

}  // namespace fettle::review
