// A flow as it is understood: every default written out, each step with its gate and the reason.
// The keys are the plan's own (docs/reference/plan.md). Whoever shows text to a person makes it
// printable first (view/safe_text.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "core/flow/flow.hpp"

namespace fettle::cli {

/// One object: `name`, `description`, the keys of the front matter, `steps` and `rollback`, in
/// which each step has `number`, `title`, `prose`, `gate` (`runs`, `waits` or `by hand`),
/// `gate_reason` and the keys of its block; a recipe also the `script` that it runs.
JsonText flow_json(const flow::Flow& flow);

/// Name, subject, risk and the like, then the variables.
std::string describe_front(const flow::Flow& flow);

/// Who would go when, whatever the targets are.
std::string describe_strategy(const flow::Flow& flow);

/// What the step runs, asks and sends, text by text: all in which two targets can differ.
std::vector<std::string> texts_of(const flow::Step& step);

/// Each step under `heading`: its gate, its settings, what it runs. Empty without steps.
std::string describe_steps(const flow::Flow& flow, const std::vector<flow::Step>& steps,
                           std::string_view heading);

}  // namespace fettle::cli
