// One step of a flow: what all types share, and its body. The list of step types is the one
// place that knows them all; everything else goes through the functions below it.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/span.hpp"
#include "core/flow/step_machine.hpp"
#include "core/flow/steps/custom_tool.hpp"
#include "core/flow/steps/human_gate.hpp"
#include "core/flow/steps/notify.hpp"
#include "core/flow/steps/question.hpp"
#include "core/flow/steps/recipe.hpp"
#include "core/flow/steps/task.hpp"
#include "core/flow/steps/validate.hpp"
#include "core/flow/steps/wait.hpp"
#include "core/flow/steps/wait_until.hpp"

namespace fettle::flow {

/// Every step type, sorted. A new one is its file in steps/ and a line here.
using StepBody = std::variant<CustomTool,  //
                              HumanGate,   //
                              Notify,      //
                              Question,    //
                              Recipe,      //
                              Task,        //
                              Validate,    //
                              Wait,        //
                              WaitUntil>;

/// The part of the text that a step is: from its heading up to the next one.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const Extent&, const Extent&) { return true; }  // no part of what it is
};

/// How the shell text of steps is read on a target. Front matter says it for the plan, a step for
/// itself.
struct ScriptRules {
  Shell shell = Shell::kSh;
  bool fail_fast = true;  ///< a script of several lines stops at its first that fails
  friend bool operator==(const ScriptRules&, const ScriptRules&) = default;
};
BOOST_DESCRIBE_STRUCT(ScriptRules, (), (shell, fail_fast))

struct Step {
  std::string title;                               ///< of the heading, after `Step N:`
  std::string prose;                               ///< markdown between the heading and the block
  std::optional<Located<bool>> requires_approval;  ///< empty: the type's default
  // On a step that runs something:
  int retries = 0;
  std::chrono::seconds retry_delay{10};
  bool continue_on_error = false;
  bool idempotent = false;
  std::optional<bool> become;     ///< empty: the server's default
  std::optional<Become> as_whom;  ///< of `become: {user, method}`; then `become` is true
  std::vector<std::string> secrets;
  bool expect_reboot = false;
  std::optional<Located<std::string>> only_if;  ///< a check that says whether the step is begun
  std::optional<Shell> shell;                   ///< empty: the plan's
  std::optional<bool> fail_fast;                ///< empty: the plan's
  StepBody body;
  Span heading;  ///< where diagnostics about the whole step point
  Extent extent;
  friend bool operator==(const Step& a, const Step& b);
};
BOOST_DESCRIBE_STRUCT(Step, (),
                      (title, prose, requires_approval, retries, retry_delay, continue_on_error,
                       idempotent, become, as_whom, secrets, expect_reboot, only_if, shell,
                       fail_fast, body))

std::string_view type_name(const Step& step);
Effect effect(const Step& step);
/// The type's `requires_approval` when the step does not say.
bool default_requires_approval(const Step& step);
/// An engineer carries it out or answers it; nothing runs.
bool is_by_hand(const Step& step);
/// The recipe slug that auto-approve rules match; empty when the step names none.
std::string_view recipe_slug(const Step& step);
/// What holds for the step in a plan of those rules. A recipe's script is read by `sh` always, as
/// its own document says.
ScriptRules rules_of(const Step& step, const ScriptRules& plan);
/// Whether its script stops at its first line that fails: it has several lines, and is not told to
/// go on.
bool stops_early(const Step& step, const ScriptRules& plan);
/// Whether the step changes its target by a script of more than one line.
bool has_long_script(const Step& step);
/// The command that tells by its exit status whether the step is begun: 0 yes, 1 no.
Command only_if_command(const Step& step, const ScriptRules& plan);
/// One event through the step's machine, in a plan of those rules.
StepMove advance(const Step& step, const ScriptRules& plan, StepMemory memory,
                 const StepEvent& event, Instant now);

}  // namespace fettle::flow
