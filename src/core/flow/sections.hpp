// Splits the markdown of a flow into what it is made of: the name, the description,
// the steps' sources, the notes. Knows headings and fenced blocks, nothing of what a block says.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "core/document/byte_range.hpp"
#include "core/document/markdown.hpp"
#include "core/flow/flow.hpp"

namespace fettle::flow {

/// A level-3 heading with its prose and its block, before the block is read.
struct StepSource {
  std::string title;
  std::string prose;
  std::optional<document::ByteRange> yaml;
  Span heading;
  Extent extent;
};

/// A level-2 heading and what follows up to the next one.
struct Section {
  document::Heading heading;
  document::ByteRange body;
  std::span<const document::Block> blocks;  ///< of Sections::blocks
};

struct Sections {
  std::string name;
  std::string description;
  std::vector<Section> sections;  ///< in the order of the text
  std::vector<document::Block> blocks;
  Span title;
};

/// Reads the markdown from byte `begin` on.
Sections read_sections(const SourceText& source, std::size_t begin, Diagnostics& diagnostics);

/// The steps of a section: headings `Step 1: title` to `Step N: title`, one `yaml` block each.
/// Stops one past kStepsMax of them.
std::vector<StepSource> read_step_sources(const SourceText& source, const Section& section,
                                          Diagnostics& diagnostics);

/// The number and the title of a heading `Step 3: title`, if it is one.
struct StepHeading {
  int number = 0;
  std::string_view title;
};
std::optional<StepHeading> read_step_heading(std::string_view text);

/// The name that a level-1 heading gives: a leading "Maintenance:" is dropped.
std::string_view flow_name(std::string_view heading);

/// Source text without blank lines before it and blanks after it.
std::string_view trim_prose(std::string_view text);

}  // namespace fettle::flow
