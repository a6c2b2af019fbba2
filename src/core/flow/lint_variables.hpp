// Warnings about variables: used but not declared, declared but not used; an error for a
// placeholder in shell text that no value can ever fill.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "core/flow/flow.hpp"

namespace fettle::flow {

void lint_variables(const SourceText& source, const Flow& flow, Diagnostics& diagnostics);

}  // namespace fettle::flow
