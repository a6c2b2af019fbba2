// Walks the texts of a step, whatever its type: what placeholders and lint look at.
#pragma once

#include <functional>
#include <string>

#include "base/span.hpp"
#include "core/flow/step.hpp"

namespace fettle::flow {

/// Calls `visit` with each text of the step's body and its place; it may change the text.
using TextVisitor = std::function<void(std::string& text, Span place, TextKind kind)>;
void visit_texts(Step& step, const TextVisitor& visit);

/// The same for one who only reads.
using TextReader = std::function<void(const std::string& text, Span place, TextKind kind)>;
void read_texts(const Step& step, const TextReader& read);

}  // namespace fettle::flow
