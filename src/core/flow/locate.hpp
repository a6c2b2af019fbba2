// Finds the place of a part of a flow's text in the document that the text was read from, which
// escapes and indentation may have changed.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/source_text.hpp"
#include "base/span.hpp"
#include "core/flow/flow_texts.hpp"

namespace fettle::flow {

/// Where `part` of `text` stands: in its value, else in its step, else, for what stands in no
/// step, anywhere. The span of `text` where it can't be found as it is. `before` is how often
/// `part` stands in the text before.
Span locate(const SourceText& source, const FlowText& text, std::string_view part,
            std::size_t before = 0);

/// Where `size` bytes of `text` from byte `begin` on stand, whatever the style of its YAML scalar:
/// escapes, folds and indentation are read as YAML reads them. The span of `text` where it does not
/// stand in the document as it is.
Span locate_at(const SourceText& source, const FlowText& text, std::size_t begin, std::size_t size);

}  // namespace fettle::flow
