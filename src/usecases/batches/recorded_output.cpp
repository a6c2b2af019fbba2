#include "usecases/batches/recorded_output.hpp"

#include <fmt/format.h>

#include <utility>

#include "store/session_record_store.hpp"
#include "usecases/secrets/secret_mask.hpp"

namespace fettle::usecases {

Result<void> record_output(Context& context, const SessionDetail& session, std::string_view text) {
  // The session's version names what is kept: of each state that it stands in there is one.
  const auto order = fmt::format("{}-by-hand-{}", session.session_id, session.version);
  if (text.empty()) return store::remove_output(context.database, order);
  std::string kept(text);
  FETTLE_TRY_VOID(hide_secrets(context, kept));
  return store::keep_output(context.database, {.order = order,
                                               .session = session.session_id,
                                               .stage = session.stage,
                                               .step = session.step,
                                               .text = std::move(kept)});
}

}  // namespace fettle::usecases
