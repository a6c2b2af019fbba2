// Markdown that was meant and is not there: a heading or the marks of a block that an editor or a
// web page has changed on the way. Only looked for where something is missing, so as to say why.
#pragma once

#include <optional>
#include <string>

#include "base/source_text.hpp"
#include "base/span.hpp"
#include "core/document/byte_range.hpp"

namespace fettle::flow {

struct OddMarks {
  Span line;
  std::string what;  ///< "the marks of this block are ..."
  std::string hint;
};

/// The first line of the range that looks like the opening or closing marks of a block.
std::optional<OddMarks> find_odd_fence(const SourceText& source, document::ByteRange range);

/// The first line from `begin` on that was to be a heading `Steps` of level 2.
std::optional<OddMarks> find_odd_steps(const SourceText& source, std::size_t begin);

}  // namespace fettle::flow
