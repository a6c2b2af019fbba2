#include "usecases/audit/audit.hpp"

#include "base/check.hpp"
#include "base/json.hpp"
#include "store/audit_store.hpp"

namespace fettle::usecases {

Result<void> audit(Context& context, const AuditEntry& entry) {
  return store::add_word_audit(context.database, audit_of_word(context, entry), entry.before);
}

ports::WordAudit audit_of_word(const Context& context, const AuditEntry& entry) {
  FETTLE_CHECK(is_action_name(entry.action));
  const auto& by = context.actor.principal;
  return {.team_id = context.actor.team,
          .at = context.now,
          .actor = to_canonical_json(by),
          .actor_id = by.id.empty() ? by.name : by.id,
          .address = context.actor.address,
          .action = std::string(entry.action),
          .subject = entry.subject,
          .after = entry.after};
}

}  // namespace fettle::usecases
