// A flow as it is understood, for a program: every default written out, each step with its gate and
// the reason. The keys are the plan's own (docs/reference/plan.md). What the command line prints
// and what is stored beside a flow's markdown is this one form.
#pragma once

#include <string>
#include <string_view>

#include "base/json.hpp"
#include "core/flow/flow.hpp"

namespace fettle::usecases {

struct ShownGate {
  std::string_view word;  ///< `runs`, `waits` or `by hand`
  std::string reason;
};

/// Of a step on a server that is `live`.
ShownGate gate_of(const flow::Step& step, const flow::Flow& flow);

/// What a resolved recipe runs; empty for every other step.
std::string script_of(const flow::Step& step);
/// Everything that runs or is asked for in a step, in order, its `only_if` apart.
std::vector<std::string> texts_of(const flow::Step& step);

/// One object: `name`, `description`, the keys of the front matter, `steps` and `rollback`, in
/// which each step has `number`, `title`, `prose`, `gate`, `gate_reason` and the keys of its block;
/// a recipe also the `script` that it runs.
JsonText flow_json(const flow::Flow& flow);

/// Its `steps` and `rollback` alone, in one object.
JsonText steps_json(const flow::Flow& flow);

/// The keys of the front matter alone.
JsonText front_json(const flow::Flow& flow);

/// What a person is asked before a run, in order: each variable with its `name` and the keys of its
/// declaration. A flow that declares none asks for every placeholder.
JsonText intake_form_json(const flow::Flow& flow);

}  // namespace fettle::usecases
