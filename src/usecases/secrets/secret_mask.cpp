#include "usecases/secrets/secret_mask.hpp"

#include <set>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "core/engine/approved_plan.hpp"
#include "store/batch_store.hpp"
#include "usecases/secrets/open_secrets.hpp"

namespace fettle::usecases {
namespace {

std::set<std::string> secret_names(const flow::Flow& flow) {
  std::set<std::string> names;
  for (const auto* steps : {&flow.steps, &flow.rollback}) {
    for (const auto& step : *steps) names.insert(step.secrets.begin(), step.secrets.end());
  }
  return names;
}

/// Calls `visit` with each text of a person's word.
template <class Input, class Visit>
void for_each_text(Input& input, Visit visit) {
  std::visit(
      [&](auto& word) {
        if constexpr (requires { word.reason; }) visit(word.reason);
        if constexpr (requires { word.by.comment; }) visit(word.by.comment);
        if constexpr (requires { word.answer.text; }) visit(word.answer.text);
      },
      input);
}

}  // namespace

Result<SecretMask> SecretMask::of(Context& context, std::string_view batch) {
  FETTLE_TRY(approved, store::load_approved(context.database, batch));
  FETTLE_TRY(plan, engine::read_plan(approved));
  std::vector<std::string> values;
  for (const auto& name : secret_names(plan.flow)) {
    auto opened = open_secrets(context.database, context.services.secret_box, context.actor.team,
                               std::span(&name, 1));
    if (!opened && opened.error().code == ErrorCode::kNotFound) continue;
    if (!opened) return std::unexpected(std::move(opened).error());
    for (const auto& [known, value] : opened->values()) values.push_back(value);
  }
  return SecretMask(std::make_shared<const runner::SecretPatterns>(values));
}

void SecretMask::hide(std::string& text) const {
  if (patterns_->empty() || text.empty()) return;
  runner::Redactor redactor(patterns_);
  auto passed = redactor.pass(text).text;
  text = std::move(passed) + redactor.finish().text;
}

Result<void> hide_secrets(Context& context, std::string_view batch, engine::SessionInput& input) {
  bool has_text = false;
  for_each_text(input, [&](const std::string& text) { has_text = has_text || !text.empty(); });
  if (!has_text) return {};
  FETTLE_TRY(mask, SecretMask::of(context, batch));
  for_each_text(input, [&](std::string& text) { mask.hide(text); });
  return {};
}

}  // namespace fettle::usecases
