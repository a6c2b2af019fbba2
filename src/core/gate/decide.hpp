// Whether a step runs at once or waits for a person, and why. The reason is stored with the step
// and shown before anyone approves. Never asks anybody anything.
#pragma once

#include <string>

#include "core/fleet/server.hpp"
#include "core/flow/flow.hpp"

namespace fettle::gate {

struct Verdict {
  enum class Action {
    kRun,
    kWait,
    kRecord,  ///< audit mode: nothing runs there; the step is recorded as it would have run
  };
  Action action = Action::kRun;
  std::string reason;  ///< "human gate", "mode", "recipe risk", "rule 2", "step", "type default"
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// The first rule that applies, in this order: human gate, the server's mode, the
/// recipe's risk, auto-approve rules, the step's own word, its type's default.
Verdict decide(const flow::Step& step, const flow::Flow& flow, fleet::Mode mode);

}  // namespace fettle::gate
