#include "core/flow/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/flow/flow_texts.hpp"
#include "core/flow/lint_bash.hpp"
#include "core/flow/lint_code.hpp"
#include "core/flow/lint_habits.hpp"
#include "core/flow/lint_hidden.hpp"
#include "core/flow/lint_scalar.hpp"
#include "core/flow/lint_variables.hpp"
#include "core/flow/locate.hpp"
#include "core/flow/shell_samples.hpp"

namespace fettle::flow {
namespace {

/// A text full of what looks like credentials gets this many warnings, not thousands.
constexpr std::size_t kCredentialsMax = 100;
constexpr std::size_t kBashismsMax = 5;  // of one text

struct Context {
  const SourceText& source;
  const Flow& flow;
  Diagnostics& diagnostics;
  std::size_t credentials = 0;
  const Step* step = nullptr;          ///< the one whose texts are being read
  const ApprovalRule* rule = nullptr;  ///< the rule that approves it
};

// --- rules ------------------------------------------------------------------------------------

bool matches(const ApprovalRule& rule, const Step& step) {
  return rule.step_type == type_name(step) &&
         (!rule.recipe_slug || *rule.recipe_slug == recipe_slug(step));
}

/// The first rule that matches decides; a `false` among them wins.
const ApprovalRule* approving_rule(const Flow& flow, const Step& step) {
  const ApprovalRule* approving = nullptr;
  for (const auto& rule : flow.auto_approve_rules) {
    if (!matches(rule.value, step)) continue;
    if (!rule.value.auto_approve) return nullptr;
    if (approving == nullptr) approving = &rule.value;
  }
  return approving;
}

void warn_idle_rules(const Context& context) {
  for (const auto& rule : context.flow.auto_approve_rules) {
    const auto met = [&](const Step& step) { return matches(rule.value, step); };
    if (std::ranges::any_of(context.flow.steps, met)) continue;
    if (std::ranges::any_of(context.flow.rollback, met)) continue;
    const auto& slug = rule.value.recipe_slug;
    context.diagnostics.warning(
        "gate.idle-rule", rule.span,
        fmt::format("this rule matches no step: there is no `{}`{}", rule.value.step_type,
                    slug ? fmt::format(" with the recipe `{}`", *slug) : ""),
        "remove it, or correct what it names");
  }
}

// --- habits -----------------------------------------------------------------------------------

void warn_loop(const FlowText& text, const Script& script, Diagnostics& diagnostics) {
  if (!has_unbounded_loop(script)) return;
  diagnostics.warning("lint.unbounded-loop", text.span, "this shell loop may never end",
                      "poll with a `wait_until` step, which has a timeout");
}

void warn_destruction(const Context& context, const FlowText& text, const Script& script) {
  const auto command = destructive_command(script);
  if (command.empty()) return;
  const auto& step = *text.step;
  const auto* rule = context.rule;
  if (rule != nullptr && rule->recipe_slug) return;  // somebody vetted exactly this
  const bool waits =
      step.requires_approval ? step.requires_approval->value : default_requires_approval(step);
  if (waits && rule == nullptr) return;
  context.diagnostics.warning(
      "lint.destructive-unapproved", text.span,
      fmt::format("`{}` runs here without anybody's approval", command),
      rule != nullptr ? "let the rule name a `recipe_slug`, so that it covers vetted commands only"
                      : "remove `requires_approval: false`");
}

void warn_idle_check(const Context& context, const FlowText& text, const Script& script) {
  if (!cannot_fail(script)) return;
  context.diagnostics.warning("lint.check-cannot-fail", text.span,
                              "this check exits 0 whatever it finds",
                              "check something real: a service's state, free space, a port");
}

Diagnostic credential_at(Span span, std::string hint) {
  return {.severity = Severity::kWarning,
          .code = "lint.credential",
          .span = span,
          .message = "this looks like a credential written out",
          .hint = std::move(hint),
          .hides = true};
}

std::string_view find_any_credential(const FlowText& text, const Script& script) {
  const auto plain = find_credential(text.text);
  return plain.empty() ? find_credential(script) : plain;
}

void warn_credential(Context& context, const FlowText& text, std::string_view found) {
  if (context.credentials == kCredentialsMax || found.empty()) return;
  ++context.credentials;
  context.diagnostics.add(
      credential_at(locate(context.source, text, found),
                    "keep it as a secret and name it under `secrets`: it becomes an "
                    "environment variable of the step"));
}

void warn_reboot(const Context& context, const FlowText& text, const Script& script) {
  if (text.step == nullptr || effect(*text.step) != Effect::kChange) return;
  const auto reboot = find_reboot(script);
  const bool expected = text.step->expect_reboot;
  if (reboot == Reboot::kNone || (expected && reboot == Reboot::kAlways)) return;
  if (!expected) {
    context.diagnostics.warning(
        "lint.reboot", text.span,
        "this restarts the target, and the step does not expect it: a lost link looks like a "
        "failure",
        "add `expect_reboot: true`; the step then succeeds when the target is back");
    return;
  }
  context.diagnostics.warning(
      "lint.reboot", text.span,
      "this restarts the target only sometimes, and the step waits for a restart always",
      "move the condition into `only_if`, and leave the restart alone in `command`");
}

void warn_bashisms(const SourceText& source, const FlowText& text, Diagnostics& diagnostics) {
  std::size_t told = 0;
  for (const auto& found : find_bashisms(text.text)) {
    if (++told > kBashismsMax) return;
    diagnostics.warning("lint.bashism", locate_at(source, text, found.begin, found.size),
                        fmt::format("{} is bash's own; `sh` may not know it", found.what),
                        fmt::format("{}, or say `shell: bash`", found.instead));
  }
}

void warn_habits(Context& context, const FlowText& text) {
  lint_hidden(context.source, text, context.diagnostics);
  if (text.kind != TextKind::kShell) {
    return warn_credential(context, text, find_credential(text.text));
  }
  lint_scalar(context.source, text, context.diagnostics);
  if (shell_of(context.flow, text) == Shell::kSh) {
    warn_bashisms(context.source, text, context.diagnostics);
  }
  const auto read = mask_mentions(text.text);
  const Script script(read);
  warn_credential(context, text, find_any_credential(text, script));
  warn_loop(text, script, context.diagnostics);
  warn_destruction(context, text, script);
  warn_reboot(context, text, script);
  if (effect(*text.step) == Effect::kRead) warn_idle_check(context, text, script);
}

}  // namespace

void lint(const SourceText& source, const Flow& flow, Diagnostics& diagnostics) {
  Context context{source, flow, diagnostics};
  VariableLint variables(source, flow, diagnostics);
  warn_idle_rules(context);
  read_texts(flow, [&](const FlowText& text) {
    if (text.step != nullptr && text.step != context.step) {
      context.step = text.step;
      context.rule = approving_rule(flow, *text.step);
    }
    warn_habits(context, text);
    variables.see(text);
  });
  variables.report();
}

void lint_script(const SourceText& source, const RecipeDocument& recipe, Diagnostics& diagnostics) {
  const FlowText text{recipe.script, TextKind::kShell, recipe.script_span, nullptr};
  lint_hidden(source, text, diagnostics);
  warn_bashisms(source, text, diagnostics);
  const auto read = mask_mentions(text.text);
  const Script script(read);
  warn_loop(text, script, diagnostics);
  if (const auto found = find_any_credential(text, script); !found.empty()) {
    diagnostics.add(
        credential_at(locate(source, text, found), "take it as a parameter of the type `secret`"));
  }
}

}  // namespace fettle::flow
