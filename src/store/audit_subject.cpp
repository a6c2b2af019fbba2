#include "store/audit_subject.hpp"

namespace fettle::store {

Result<std::optional<AuditSubject>> find_audit_subject(Connection& connection, TeamKey key) {
  FETTLE_TRY(
      found,
      connection.all<AuditSubject>(
          "with asked as (select cast(? as text) as team, cast(? as text) as id) "
          "select 'server' as kind, name from servers, asked where team_id = team and servers.id = "
          "asked.id union all "
          "select tree_type, name from trees, asked where team_id = team and trees.id = asked.id "
          "union all "
          "select 'recipe', name from recipes, asked where team_id = team and recipes.id = "
          "asked.id union all "
          "select 'target_list', name from target_lists, asked where team_id = team and "
          "target_lists.id = asked.id union all "
          "select 'schedule', trees.name from maintenance_schedules s join trees on trees.id = "
          "s.tree_id, asked where s.team_id = team and s.id = asked.id union all "
          "select 'batch', name from batches, asked where team_id = team and batches.id = asked.id "
          "union all "
          "select 'session', b.name || ': ' || s.target_label from sessions s join batches b on "
          "b.id = s.batch_id, asked where b.team_id = team and s.id = asked.id union all "
          "select 'person', name from users, asked where team_id = team and users.id = asked.id "
          "union all "
          "select 'secret', name from secrets, asked where team_id = team and secrets.id = "
          "asked.id union all "
          "select 'channel', name from channels, asked where team_id = team and channels.id = "
          "asked.id union all "
          "select 'trigger', name from triggers, asked where team_id = team and triggers.id = "
          "asked.id union all "
          "select 'window', name from maintenance_windows w, asked where team_id = team and w.id = "
          "asked.id union all "
          "select 'freeze', name from freezes, asked where team_id = team and freezes.id = "
          "asked.id union all "
          "select 'budget', name from disruption_budgets b, asked where team_id = team and b.id = "
          "asked.id union all "
          "select 'token', name from api_tokens t, asked where team_id = team and t.id = asked.id",
          key.team, key.id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace fettle::store
