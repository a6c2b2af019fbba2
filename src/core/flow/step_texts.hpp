// Walks the texts of a step, whatever its type: what placeholders and lint look at.
#pragma once

#include <functional>
#include <string>

#include "base/span.hpp"
#include "core/flow/step.hpp"

namespace fettle::flow {

/// Calls `visit` with each text of the step's body; it may change them.
void visit_texts(Step& step, const TextVisitor& visit);

using TextReader = std::function<void(const Located<std::string>& text, TextKind kind)>;

/// The same for one who only reads.
void read_texts(const Step& step, const TextReader& read);

}  // namespace fettle::flow
