// The tables of tables.hpp as pictures: docs/state-machines.md is made from them, and a test holds
// it to them. Nothing at run time reads this.
#pragma once

#include <span>
#include <string>

#include "core/engine/tables.hpp"

namespace fettle::engine {

/// The table as a mermaid `stateDiagram-v2`. States that are final, and those that have ended and
/// that an operator may still reopen, lead to the end.
std::string mermaid(std::span<const Row<BatchStatus, BatchCause>> table);
std::string mermaid(std::span<const Row<SessionStatus, SessionCause>> table);
std::string mermaid(std::span<const Row<StepStatus, StepCause>> table);

/// The whole of docs/state-machines.md.
std::string state_machines_document();

}  // namespace fettle::engine
