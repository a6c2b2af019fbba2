#include "core/flow/steps/notify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "core/flow/fields.hpp"
#include "core/flow/flow.hpp"
#include "core/flow/nearest.hpp"

namespace fettle::flow {
namespace {

constexpr std::array<std::string_view, 3> kSeverities{"info", "warning", "error"};

std::string parse_severity(FieldReader& fields, std::string fallback) {
  auto severity = fields.text("severity");
  if (!severity) return fallback;
  if (std::ranges::find(kSeverities, severity->value) == kSeverities.end()) {
    fields.diagnostics().error("plan.unknown-value", severity->span,
                               fmt::format("`{}` is no value of `severity`; it takes {}",
                                           severity->value, one_of(kSeverities)),
                               did_you_mean(severity->value, kSeverities));
  }
  return std::move(severity->value);
}

}  // namespace

std::optional<Notify> Notify::parse(FieldReader& fields) {
  Notify step;
  auto message = fields.require_text("message");
  step.channel = fields.text_or("channel", {});
  step.severity = parse_severity(fields, step.severity);
  step.per_target = fields.choice<Variable::Per>("per") == Variable::Per::kTarget;
  if (!message) return std::nullopt;
  step.message = std::move(*message);
  return step;
}

void Notify::write(FieldWriter& fields) const {
  fields.text("message", message.value);
  fields.text_unless("channel", channel, {});
  fields.text_unless("severity", severity, Notify{}.severity);
  using enum Variable::Per;
  fields.text_unless("per", enum_name(per_target ? kTarget : kBatch), enum_name(kBatch));
}

StepMove Notify::advance(StepMemory memory, const StepEvent& event, Instant /*now*/) const {
  if (!std::holds_alternative<Began>(event)) return {std::move(memory), {}};
  return {std::move(memory), {Send{message.value, channel, severity, !per_target}, Finish{}}};
}

}  // namespace fettle::flow
