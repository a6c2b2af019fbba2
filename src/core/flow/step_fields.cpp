#include "core/flow/step_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "core/document/characters.hpp"
#include "core/flow/fields.hpp"
#include "core/flow/nearest.hpp"

namespace fettle::flow {
namespace {

constexpr std::int64_t kRetriesMax = 100;
constexpr std::size_t kTypes = std::variant_size_v<StepBody>;

template <std::size_t... I>
constexpr auto names_of_types(std::index_sequence<I...> /*types*/) {
  return std::array{std::variant_alternative_t<I, StepBody>::kType...};
}
constexpr auto kTypeNames = names_of_types(std::make_index_sequence<kTypes>());

template <std::size_t I>
bool parse_as(FieldReader& fields, StepBody& out) {
  auto body = std::variant_alternative_t<I, StepBody>::parse(fields);
  if (body) out = std::move(*body);
  return body.has_value();
}

/// False where the keys of the type do not make a step.
template <std::size_t... I>
bool parse_body(std::size_t type, FieldReader& fields, StepBody& out,
                std::index_sequence<I...> /*types*/) {
  using Parse = bool (*)(FieldReader&, StepBody&);
  constexpr std::array<Parse, kTypes> kParsers{&parse_as<I>...};
  return kParsers[type](fields, out);
}

template <std::size_t... I>
constexpr std::array<Effect, kTypes> effects_of_types(std::index_sequence<I...> /*types*/) {
  return {std::variant_alternative_t<I, StepBody>::kEffect...};
}
constexpr auto kEffects = effects_of_types(std::make_index_sequence<kTypes>());

std::optional<std::size_t> read_type(FieldReader& fields) {
  const auto type = fields.require_text("type");
  if (!type) return std::nullopt;
  const auto* const found = std::ranges::find(kTypeNames, type->value);
  if (found != kTypeNames.end()) return static_cast<std::size_t>(found - kTypeNames.begin());
  fields.diagnostics().error(
      "plan.unknown-step-type", type->span, fmt::format("`{}` is no step type", type->value),
      did_you_mean(type->value, kTypeNames, "it is one of " + one_of(kTypeNames)));
  return std::nullopt;
}

void read_approval(FieldReader& fields, std::size_t type, Step& step) {
  step.requires_approval = fields.flag("requires_approval");
  const bool gate = kTypeNames[type] == HumanGate::kType;
  if (!gate || !step.requires_approval || step.requires_approval->value) return;
  fields.diagnostics().error("gate.human-gate-approval", step.requires_approval->span,
                             "a `human_gate` always waits for a person",
                             "remove `requires_approval`, or the step");
}

bool is_user_name(std::string_view name) {
  const auto allowed = [](char c) {
    return document::is_name_part(c) || c == '.' || c == '-' || c == '@' || c == '$' || c == '\\';
  };
  return !name.empty() && name.front() != '-' && std::ranges::all_of(name, allowed);
}

Become read_as_whom(const document::Node& node, const FieldReader& around,
                    Diagnostics& diagnostics) {
  FieldReader fields(node, fmt::format("`become` of {}", around.subject()), diagnostics);
  Become as_whom;
  if (auto user = fields.text("user")) {
    if (!is_user_name(user->value)) {
      diagnostics.error("plan.unknown-value", user->span,
                        fmt::format("`{}` is no user name", user->value),
                        "write the name as the target's /etc/passwd has it");
    }
    as_whom.user = std::move(user->value);
  }
  as_whom.method = fields.choice<BecomeMethod>("method");
  fields.refuse_unknown();
  return as_whom;
}

void read_become(FieldReader& fields, Step& step) {
  const auto* node = fields.find("become");
  if (node == nullptr) return;
  if (node->kind == document::NodeKind::kBool) {
    step.become = fields.flag_or("become", false);
  } else if (node->is_mapping()) {
    step.become = true;
    step.as_whom = read_as_whom(*node, fields, fields.diagnostics());
  } else {
    fields.diagnostics().error(
        "plan.wrong-type", node->span,
        fmt::format("`become` of {} must be true, false or a mapping of `user` and `method`, not "
                    "{}",
                    fields.subject(), document::describe(node->kind)),
        "write `become: {user: postgres, method: sudo}`");
  }
}

void read_only_if(FieldReader& fields, Step& step) {
  if (fields.find("only_if") != nullptr) step.only_if = fields.require_text("only_if");
}

void read_running(FieldReader& fields, Step& step) {
  step.retries = static_cast<int>(fields.integer_or("retries", {0, kRetriesMax}, step.retries));
  step.retry_delay = std::chrono::seconds(
      fields.integer_or("retry_delay", {0, kSecondsMax}, step.retry_delay.count()));
  step.continue_on_error = fields.flag_or("continue_on_error", step.continue_on_error);
  step.idempotent = fields.flag_or("idempotent", step.idempotent);
  read_become(fields, step);
  for (auto& name : fields.texts("secrets")) step.secrets.push_back(std::move(name.value));
  step.expect_reboot = fields.flag_or("expect_reboot", step.expect_reboot);
  read_only_if(fields, step);
  step.shell = fields.choice<Shell>("shell");
  if (const auto flag = fields.flag("fail_fast")) step.fail_fast = flag->value;
}

/// Keys that are understood and say nothing about a step of this type.
void check_scripts(FieldReader& fields, std::size_t type, const Step& step) {
  if (step.fail_fast && kEffects[type] != Effect::kChange) {
    fields.diagnostics().warning(
        "plan.no-effect", fields.key_span("fail_fast"),
        fmt::format("`fail_fast` has no effect on a `{}` step, whose shell text runs as written",
                    kTypeNames[type]),
        "remove it, or begin the text with `set -e`");
  }
  if (step.shell && !step.only_if && kTypeNames[type] == Recipe::kType) {
    fields.diagnostics().warning("plan.no-effect", fields.key_span("shell"),
                                 "`shell` has no effect on a `recipe` step: `sh` reads its script",
                                 "remove it");
  }
}

void check_reboot(FieldReader& fields, std::size_t type, const Step& step) {
  if (!step.expect_reboot || kEffects[type] == Effect::kChange) return;
  fields.diagnostics().warning("plan.no-effect", fields.key_span("expect_reboot"),
                               fmt::format("`expect_reboot` has no effect on a `{}` step, which "
                                           "only reads",
                                           kTypeNames[type]),
                               "move it to the step that reboots");
}

void refuse_running(FieldReader& fields, std::size_t type) {
  static constexpr std::array<std::string_view, 10> kRunningKeys{
      "retries", "retry_delay",   "continue_on_error", "idempotent", "become",
      "secrets", "expect_reboot", "only_if",           "shell",      "fail_fast"};
  for (const auto key : kRunningKeys) {
    if (!fields.has(key)) continue;
    fields.refuse(key, fmt::format("works on steps that run something; a `{}` step does not",
                                   kTypeNames[type]));
  }
}

document::Node to_node(const Become& as_whom) {
  FieldWriter fields;
  if (as_whom.user) fields.text("user", *as_whom.user);
  if (as_whom.method) fields.text("method", enum_name(*as_whom.method));
  return std::move(fields).take();
}

void write_running(const Step& step, FieldWriter& fields) {
  const Step defaults;
  fields.integer_unless("retries", step.retries, defaults.retries);
  fields.integer_unless("retry_delay", step.retry_delay.count(), defaults.retry_delay.count());
  fields.flag_unless("continue_on_error", step.continue_on_error, defaults.continue_on_error);
  fields.flag_unless("idempotent", step.idempotent, defaults.idempotent);
  if (step.as_whom) {
    fields.node("become", to_node(*step.as_whom));
  } else if (step.become) {
    fields.node("become", document::bool_node(*step.become));
  }
  fields.texts("secrets", step.secrets);
  fields.flag_unless("expect_reboot", step.expect_reboot, defaults.expect_reboot);
  if (step.only_if) fields.text("only_if", step.only_if->value);
  if (step.shell) fields.text("shell", enum_name(*step.shell));
  if (step.fail_fast) fields.node("fail_fast", document::bool_node(*step.fail_fast));
}

}  // namespace

std::span<const std::string_view> step_types() { return kTypeNames; }

bool read_step_block(const document::Node& node, std::string subject, Step& step,
                     Diagnostics& diagnostics) {
  FieldReader fields(node, std::move(subject), diagnostics);
  const auto type = read_type(fields);
  if (!type) return false;
  read_approval(fields, *type, step);
  const bool made = parse_body(*type, fields, step.body, std::make_index_sequence<kTypes>());
  if (kEffects[*type] == Effect::kNone) {
    refuse_running(fields, *type);
  } else {
    read_running(fields, step);
    check_reboot(fields, *type, step);
    check_scripts(fields, *type, step);
  }
  fields.refuse_unknown();
  return made;
}

document::Node step_node(const Step& step, Defaults defaults) {
  FieldWriter fields(defaults);
  fields.text("type", type_name(step));
  if (step.requires_approval || !fields.leaves_out_defaults()) {
    const bool asked =
        step.requires_approval ? step.requires_approval->value : default_requires_approval(step);
    fields.node("requires_approval", document::bool_node(asked));
  }
  std::visit([&](const auto& body) { body.write(fields); }, step.body);
  if (effect(step) != Effect::kNone) write_running(step, fields);
  return std::move(fields).take();
}

}  // namespace fettle::flow
