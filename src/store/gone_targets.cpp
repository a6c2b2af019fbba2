#include "store/gone_targets.hpp"

#include <cstddef>
#include <tuple>

#include "base/json.hpp"
#include "core/rollout/wave.hpp"
#include "store/new_sessions.hpp"

namespace fettle::store {
namespace {

std::string skipped_state() {
  return to_json(engine::SessionState{.status = engine::SessionStatus::kSkipped,
                                      .reason = std::string(kGoneReason)});
}

Result<bool> change_batch(Connection& connection, const NewBatch& batch,
                          const engine::BatchState& state) {
  FETTLE_TRY(changed,
             connection.run(
                 "update batches set digest = ?, state = ?, version = ?, total = ?, waiting = ?, "
                 "skipped = ?, lease_owner = '', lease_number = lease_number + 1, lease_until = 0 "
                 "where id = ? and status = 'pending_approval' and version = ?",
                 digest(batch.frozen), to_json(state), state.version, state.total, state.waiting,
                 state.tally.skipped, batch.id, state.version - 1));
  return changed > 0;
}

}  // namespace

Result<void> add_gone(Connection& connection, const NewBatch& batch) {
  using Row = std::tuple<std::string_view, std::string_view, std::size_t, int, bool,
                         std::string_view, std::string, std::string_view, bool, std::string_view,
                         std::string_view, std::string_view, std::string_view, int,
                         std::string_view, std::string_view, int, std::int64_t>;
  if (batch.gone.empty()) return {};
  const auto state = skipped_state();
  std::vector<Row> rows;
  rows.reserve(batch.gone.size());
  auto position = batch.sessions.size();
  for (const auto& [session, target] : batch.gone) {
    const auto& id = target.server.server_id;
    rows.emplace_back(session, batch.id, position++, rollout::kNoWave, false, target.label,
                      to_canonical_json(target), id ? std::string_view(*id) : "", is_manual(target),
                      "skipped", kGoneReason, state, "steps", 0, "pending", "none", 0,
                      batch.created.ms);
  }
  return connection.insert_each(
      "insert into sessions (id, batch_id, position, wave, recheck, target_label, target, "
      "server_id, manual, status, reason, state, stage, step, step_status, failure, issues, "
      "ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      rows);
}

Result<std::vector<std::string>> sessions_without_server(Connection& connection,
                                                         std::string_view batch) {
  return connection.all<std::string>(
      "select s.id as id from sessions s left join servers v on v.id = s.server_id where "
      "s.batch_id = ? and s.recheck = 0 and s.wave >= 0 and s.server_id <> '' and v.id is null "
      "order by s.position",
      batch);
}

Result<bool> leave_gone_out(Connection& connection, const NewBatch& batch,
                            const engine::BatchState& state, Instant now) {
  FETTLE_TRY(is_current, change_batch(connection, batch, state));
  if (!is_current) return false;
  for (std::size_t i = 0; i < batch.sessions.size(); ++i) {
    FETTLE_TRY_VOID(connection.send("update sessions set position = ?, wave = ? where id = ?", i,
                                    batch.waves[i], batch.sessions[i]));
  }
  const auto skipped = skipped_state();
  auto position = batch.sessions.size();
  for (const auto& one : batch.gone) {
    FETTLE_TRY_VOID(connection.send(
        "update sessions set position = ?, wave = ?, status = 'skipped', reason = ?, state = ?, "
        "ended_at = ? where id = ?",
        position++, rollout::kNoWave, kGoneReason, skipped, now.ms, one.session));
  }
  return true;
}

}  // namespace fettle::store
