// What YAML or a template language made of shell text that its author meant otherwise: lines joined
// by a folded block, a value that ends at ` #`, `{% if %}`. Compares a text with the document that
// it was read from.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "core/flow/flow_texts.hpp"

namespace fettle::flow {

/// For the text of a shell.
void lint_scalar(const SourceText& source, const FlowText& text, Diagnostics& diagnostics);

}  // namespace fettle::flow
