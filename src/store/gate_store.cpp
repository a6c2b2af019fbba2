#include "store/gate_store.hpp"

namespace fettle::store {

Result<std::vector<UnansweredGate>> unanswered_gates(Connection& connection, Instant since) {
  return connection.all<UnansweredGate>(
      "select b.team_id as team_id, b.id as batch_id, b.tree_id as tree_id, b.name as name, p.kind "
      "as kind, p.stage as stage, p.step as step, count(*) as count, coalesce(min(s.target_label), "
      "'') as first_label, min(p.since) as since from prompts p join batches b on b.id = "
      "p.batch_id left join sessions s on s.id = p.session_id where b.team_id is not null and "
      "p.kind in ('gate', 'ring_gate') and p.reminded_at is null and p.since <= ? group by "
      "b.team_id, b.id, b.tree_id, b.name, p.kind, p.stage, p.step order by min(p.since), b.id "
      "limit 1000",
      since.ms);
}

Result<bool> mark_reminded(Connection& connection, const UnansweredGate& gate, Instant since,
                           Instant now) {
  FETTLE_TRY(changed,
             connection.run("update prompts set reminded_at = ? where batch_id = ? and kind = ? "
                            "and stage = ? and step = ? and reminded_at is null and since <= ?",
                            now.ms, gate.batch_id, gate.kind, gate.stage, gate.step, since.ms));
  return changed > 0;
}

}  // namespace fettle::store
