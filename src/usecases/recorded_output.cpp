#include "usecases/recorded_output.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>
#include <vector>

#include "core/engine/approved_plan.hpp"
#include "runner/redactor.hpp"
#include "store/batch_store.hpp"
#include "store/session_record_store.hpp"
#include "usecases/open_secrets.hpp"

namespace fettle::usecases {
namespace {

std::vector<std::string> secret_names(const flow::Flow& flow) {
  std::vector<std::string> names;
  for (const auto* steps : {&flow.steps, &flow.rollback}) {
    for (const auto& step : *steps) {
      names.insert(names.end(), step.secrets.begin(), step.secrets.end());
    }
  }
  return names;
}

Result<std::string> masked(Context& context, const SessionDetail& session, std::string_view text) {
  FETTLE_TRY(approved, store::load_approved(context.database, session.batch_id));
  FETTLE_TRY(plan, engine::read_plan(approved));
  const auto names = secret_names(plan.flow);
  if (names.empty()) return std::string(text);
  FETTLE_TRY(opened, open_secrets(context.database, context.services.secret_box, context.actor.team,
                                  names));
  std::vector<std::string> values;
  for (const auto& [name, value] : opened.values()) values.push_back(value);
  runner::Redactor redactor(std::make_shared<const runner::SecretPatterns>(values));
  auto passed = redactor.pass(text).text;
  return passed + redactor.finish().text;
}

}  // namespace

Result<void> record_output(Context& context, const SessionDetail& session, std::string_view text) {
  // The session's version names what is kept: of each state that it stands in there is one.
  const auto order = fmt::format("{}-by-hand-{}", session.session_id, session.version);
  if (text.empty()) return store::remove_output(context.database, order);
  FETTLE_TRY(kept, masked(context, session, text));
  return store::keep_output(context.database, {.order = order,
                                               .session = session.session_id,
                                               .stage = session.stage,
                                               .step = session.step,
                                               .text = std::move(kept)});
}

}  // namespace fettle::usecases
