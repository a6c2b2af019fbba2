#include "store/target_split.hpp"

#include "base/json.hpp"
#include "store/new_sessions.hpp"

namespace fettle::store {
namespace {

Result<void> begin_anew(Connection& connection, const NewBatch& batch, std::int64_t version) {
  engine::BatchState state{.status = batch.status};
  state.total = static_cast<int>(batch.sessions.size());
  state.waiting = state.total;
  state.version = version;
  FETTLE_TRY_VOID(connection.run(
      "update batches set digest = ?, status = ?, state = ?, version = ?, reason = '', total = ?, "
      "waiting = ?, completed = 0, failed = 0, interrupted = 0, cancelled = 0, skipped = 0, "
      "launched_by = ?, lease_owner = '', lease_number = lease_number + 1, lease_until = 0 where "
      "id "
      "= ?",
      digest(batch.frozen), enum_name(state.status), to_json(state), state.version, state.total,
      state.waiting, batch.origin.launched_by, batch.id));
  return {};
}

}  // namespace

Result<bool> needs_targets(Connection& connection, std::string_view batch) {
  FETTLE_TRY(count, connection.one<std::int64_t>(
                        "select count(*) from sessions where batch_id = ? and position = 0 and "
                        "recheck = 0 and target_label = '' and status = 'pending'",
                        batch));
  return count > 0;
}

Result<bool> split_session(Connection& connection, const NewBatch& batch, std::int64_t version) {
  const auto fresh = to_json(engine::SessionState{});
  const auto& first = batch.frozen.targets.front();
  FETTLE_TRY(
      changed,
      connection.run("update sessions set target_label = ?, target = ?, server_id = ?, manual = ?, "
                     "wave = ?, state = ?, version = 0, stage = 'steps', step = 0, step_status = "
                     "'pending', failure = 'none', issues = 0 where id = ? and target_label = '' "
                     "and status = 'pending'",
                     first.label, to_canonical_json(first), first.server.server_id.value_or(""),
                     is_manual(first), batch.waves.front(), fresh, batch.sessions.front()));
  if (changed == 0) return false;
  FETTLE_TRY_VOID(connection.run("delete from waits where session_id = ?", batch.sessions.front()));
  FETTLE_TRY_VOID(add_sessions(connection, batch, 1));
  FETTLE_TRY_VOID(begin_anew(connection, batch, version));
  return true;
}

}  // namespace fettle::store
