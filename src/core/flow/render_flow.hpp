// Writes a flow back as markdown. `render` is canonical: reading its result gives the same flow,
// provided that titles are single lines and prose is what a document can hold. `replace_step`
// edits a text in place and leaves every other byte alone.
#pragma once

#include <string>
#include <string_view>

#include "core/flow/flow.hpp"

namespace fettle::flow {

std::string render(const Flow& flow);

/// `text` with the step that stands at `old_step.extent` written anew as `new_step`, under the
/// same number and with the line breaks of the text. `old_step` was read from this very text.
std::string replace_step(std::string_view text, const Step& old_step, const Step& new_step);

}  // namespace fettle::flow
