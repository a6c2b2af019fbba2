// What any document must be before it is read: not too large, UTF-8, no NUL, ordinary line breaks.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"

namespace fettle::flow {

/// False, with a diagnostic, where the text is not worth reading further.
bool check_text(const SourceText& source, Diagnostics& diagnostics);

}  // namespace fettle::flow
