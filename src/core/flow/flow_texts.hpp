// Every text of a flow in which placeholders may stand: name, prose, steps, notes.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/span.hpp"
#include "core/flow/flow.hpp"

namespace fettle::flow {

struct FlowText {
  std::string_view text;
  TextKind kind = TextKind::kPlain;
  Span span;                   ///< of the value, or of the heading that the prose belongs to
  const Step* step = nullptr;  ///< null outside steps
};

/// Calls `read` with each text, in the order of the document, first the steps, then the rollback.
void read_texts(const Flow& flow, const std::function<void(const FlowText&)>& read);

}  // namespace fettle::flow
