// Reads a flow from its markdown. All problems are found at once; errors block, warnings
// do not. Never a crash, never unbounded time or memory, whatever the text. The phases stand in
// parse_flow.cpp; each has a file of its own.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "core/flow/flow.hpp"

namespace fettle::flow {

inline constexpr std::size_t kTextBytesMax = std::size_t{1024} * 1024;
inline constexpr std::size_t kStepsMax = 500;  ///< with those of the rollback

struct ParsedFlow {
  std::optional<Flow> flow;             ///< present if and only if there is no error
  std::vector<Diagnostic> diagnostics;  ///< sorted by position
};

ParsedFlow parse_flow(const SourceText& source);

/// Reads the text of a record that was approved when plans had that format (kFormat): it means
/// what it meant then, and is not judged by rules that have come since.
ParsedFlow parse_approved_flow(const SourceText& source, int format);

}  // namespace fettle::flow
