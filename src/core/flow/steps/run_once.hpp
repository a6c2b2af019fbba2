// What the step types share that run one changing command: ask for it once, then finish as it
// ended. Also how the ending of any command is put into words.
#pragma once

#include <string>

#include "core/flow/step_machine.hpp"

namespace fettle::flow {

/// "exit status 3", "no end within its time", "unreachable: connection refused"; empty for a
/// command that succeeded.
std::string describe_failure(const CommandResult& result);

StepMove run_once(StepMemory memory, const StepEvent& event, const Command& command);

}  // namespace fettle::flow
