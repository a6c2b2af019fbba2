// What a person does not see in a text, or takes for something else: control, bidirectional and
// zero-width characters in shell text are errors, since what is shown must be what runs; blanks,
// quotes and dashes that only look like those of the shell are warnings. Letters of every script
// stay. base/visible_text.hpp says what is hidden.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "core/flow/flow_texts.hpp"

namespace fettle::flow {

/// Reports the first few of a text. In text that no shell reads only `"C:\temp"` is worth a word.
void lint_hidden(const SourceText& source, const FlowText& text, Diagnostics& diagnostics);

/// Why a value must not be written into shell text, or nothing: "holds U+001B ESCAPE, which ...".
std::string hidden_reason(std::string_view value);

}  // namespace fettle::flow
