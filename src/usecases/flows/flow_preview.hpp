// A flow's text tried out without saving it: what is wrong with it, what it would do. Stores
// nothing, runs nothing, reaches out for nothing. The same reader and the same rules answer in a
// run.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "usecases/context.hpp"
#include "usecases/flows/shown_diagnostic.hpp"

namespace fettle::usecases {

/// A step that does not simply run.
struct ShownFlowGate {
  std::string stage;  ///< `steps` or `rollback`
  int step = 1;
  std::string title;
  std::string gate;  ///< `waits` or `by hand`
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ShownFlowGate, (), (stage, step, title, gate, reason))

struct LintFlow {
  std::string markdown;
};
BOOST_DESCRIBE_STRUCT(LintFlow, (), (markdown))

struct LintedFlow {
  bool is_valid = false;
  std::vector<ShownDiagnostic> diagnostics;
  // What follows is null where the text has errors.
  std::optional<std::string> name;
  std::optional<std::string> tree_type;
  std::optional<JsonText> parsed_steps;
  std::optional<JsonText> tree_structure;
  std::optional<JsonText> intake_form;
  std::optional<std::vector<ShownFlowGate>> gates;
};
BOOST_DESCRIBE_STRUCT(LintedFlow, (),
                      (is_valid, diagnostics, name, tree_type, parsed_steps, tree_structure,
                       intake_form, gates))
Result<LintedFlow> lint_flow(Context& context, const LintFlow& flow);

struct PreviewFlow {
  std::optional<std::string> tree_id;   ///< a stored flow, or
  std::optional<std::string> markdown;  ///< a text
  std::optional<std::map<std::string, std::string>> variables;
  std::optional<int> targets;  ///< for how many the waves are shown; none: 1
};
BOOST_DESCRIBE_STRUCT(PreviewFlow, (), (tree_id, markdown, variables, targets))

struct ShownWave {
  std::string name;
  int first = 1;  ///< position of its first target, from 1
  int count = 0;
  int parallelism = 1;
  std::int64_t soak_seconds = 0;
  bool recheck = false;
  bool approval_after = false;
};
BOOST_DESCRIBE_STRUCT(ShownWave, (),
                      (name, first, count, parallelism, soak_seconds, recheck, approval_after))

struct PreviewedFlow {
  std::vector<ShownDiagnostic> diagnostics;  ///< warnings
  JsonText flow;  ///< with values filled in (usecases/flows/flow_json.hpp)
  std::vector<ShownFlowGate> gates;
  std::vector<ShownWave> waves;     ///< none of what a person walks alone
  std::optional<int> max_failures;  ///< null: no number of failures halts it
  int max_concurrency = 0;
};
BOOST_DESCRIBE_STRUCT(PreviewedFlow, (),
                      (diagnostics, flow, gates, waves, max_failures, max_concurrency))
/// kInvalid with every diagnostic where the text has errors, or a variable has no fitting value.
Result<PreviewedFlow> preview_flow(Context& context, const PreviewFlow& flow);

}  // namespace fettle::usecases
