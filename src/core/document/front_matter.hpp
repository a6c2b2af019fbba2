// Cuts YAML front matter off a markdown text. Knows nothing of what stands in it.
#pragma once

#include <cstddef>
#include <optional>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "core/document/byte_range.hpp"

namespace fettle::document {

struct FrontMatter {
  ByteRange yaml;        ///< between the `---` lines
  std::size_t body = 0;  ///< where the markdown starts, after the closing line
};

/// The front matter between `---` lines. A byte order mark and blank lines may come first.
/// Empty, with a diagnostic, where there is none or it is never closed.
std::optional<FrontMatter> cut_front_matter(const SourceText& source, Diagnostics& diagnostics);

}  // namespace fettle::document
