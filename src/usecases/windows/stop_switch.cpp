#include "usecases/windows/stop_switch.hpp"

#include <utility>

#include "base/json.hpp"
#include "store/stop_switch.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/batch_words.hpp"
#include "usecases/field_problems.hpp"
#include "usecases/secrets/secret_mask.hpp"

namespace fettle::usecases {
namespace {

struct Audited {
  std::string stopped_reason;
};
BOOST_DESCRIBE_STRUCT(Audited, (), (stopped_reason))

Result<bool> store_switch(Context& context, const std::optional<store::Stop>& stop,
                          const AuditEntry& entry) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(changed, store::set_stop(context.database, context.actor.team, stop));
  if (!changed) return false;
  FETTLE_TRY_VOID(audit(context, entry));
  FETTLE_TRY_VOID(announce(context, "team", "updated", context.actor.team));
  FETTLE_TRY_VOID(transaction.commit());
  return true;
}

}  // namespace

Result<StopState> set_stop_switch(Context& context, std::string reason) {
  FieldProblems problems;
  problems.check_name("reason", reason);
  FETTLE_TRY_VOID(problems.done());
  FETTLE_TRY_VOID(hide_secrets(context, reason));
  const store::Stop stop{reason, to_canonical_json(context.actor.principal), context.now};
  FETTLE_TRY(is_new, store_switch(context, stop,
                                  {.action = "team.stopped",
                                   .subject = context.actor.team,
                                   .after = to_canonical_json(Audited{reason})}));
  if (!is_new) return fail(ErrorCode::kConflict, "every start of the team is stopped already");
  StopState state{.is_stopped = true, .reason = reason};
  FETTLE_TRY(running, store::batches_to_stop(context.database, context.actor.team));
  for (const auto& batch : running) {
    const auto told = context.services.batches.tell(
        batch, engine::PauseBatch{by(context, "stop switch: " + reason)}, {});
    if (!told) continue;  // it has just ended, or waits for a person and begins nothing
    FETTLE_TRY_VOID(store::mark_stopped(context.database, batch, store::Held::kYes));
    ++state.batches;
  }
  return state;
}

Result<StopState> take_stop_switch_back(Context& context) {
  FETTLE_TRY(was_set, store_switch(context, std::nullopt,
                                   {.action = "team.resumed", .subject = context.actor.team}));
  if (!was_set) return fail(ErrorCode::kConflict, "nothing of the team is stopped");
  StopState state;
  FETTLE_TRY(stopped, store::stopped_batches(context.database, context.actor.team));
  for (const auto& batch : stopped) {
    FETTLE_TRY_VOID(store::mark_stopped(context.database, batch, store::Held::kNo));
    const auto told = context.services.batches.tell(
        batch, engine::UnpauseBatch{by(context, "stop switch taken back")}, {});
    if (told) ++state.batches;  // else a person has resumed or cancelled it meanwhile
  }
  return state;
}

}  // namespace fettle::usecases
