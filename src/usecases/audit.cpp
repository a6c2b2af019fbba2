#include "usecases/audit.hpp"

#include "base/json.hpp"
#include "base/sha256.hpp"

namespace fettle::usecases {

Result<void> audit(Context& context, const AuditEntry& entry) {
  auto& database = context.database;
  FETTLE_TRY(sequence, database.one<std::int64_t>(
                           "update counters set value = value + 1 where name = 'audit' "
                           "returning value"));
  FETTLE_TRY(previous, database.find<std::string>("select hash from audit_log where sequence = ?",
                                                  sequence - 1));
  const auto actor = to_canonical_json(context.actor.principal);
  const auto difference = "{\"before\":" + (entry.before.empty() ? "null" : entry.before) +
                          ",\"after\":" + (entry.after.empty() ? "null" : entry.after) + "}";
  const auto hash = sha256_hex(to_canonical_json(
      std::vector<std::string>{previous.value_or(""), std::to_string(sequence), context.actor.team,
                               std::to_string(context.now.ms), actor, context.actor.address,
                               std::string(entry.action), entry.subject, difference}));
  FETTLE_TRY_VOID(database.run(
      "insert into audit_log (sequence, team_id, at, actor, address, action, subject, difference, "
      "hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      sequence, context.actor.team, context.now, actor, context.actor.address, entry.action,
      entry.subject, difference, hash));
  return {};
}

}  // namespace fettle::usecases
