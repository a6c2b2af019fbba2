#include "store/assistant_store.hpp"

namespace fettle::store {

Result<std::optional<AssistantRow>> find_assistant(Connection& connection, std::string_view team) {
  return connection.find<AssistantRow>(
      "select team_id, provider, base_url, model, sealed_key, version, updated_by, updated_at from "
      "assistants where team_id = ?",
      team);
}

Result<void> save_assistant(Connection& connection, const AssistantRow& assistant) {
  FETTLE_TRY_VOID(connection.run(
      "insert into assistants (team_id, provider, base_url, model, sealed_key, version, "
      "updated_by, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (team_id) do update set "
      "provider = excluded.provider, base_url = excluded.base_url, model = excluded.model, "
      "sealed_key = excluded.sealed_key, version = excluded.version, updated_by = "
      "excluded.updated_by, updated_at = excluded.updated_at",
      assistant.team_id, assistant.provider, assistant.base_url, assistant.model,
      assistant.sealed_key, assistant.version, assistant.updated_by, assistant.updated_at));
  return {};
}

Result<bool> remove_assistant(Connection& connection, std::string_view team) {
  FETTLE_TRY(removed, connection.run("delete from assistants where team_id = ?", team));
  return removed == 1;
}

Result<std::vector<AssistantRow>> list_assistants_without(Connection& connection,
                                                          std::string_view prefix,
                                                          const IdPage& page) {
  return connection.all<AssistantRow>(
      "select team_id, provider, base_url, model, sealed_key, version, updated_by, updated_at from "
      "assistants where sealed_key <> '' and substr(sealed_key, 1, cast(? as integer)) <> ? and "
      "team_id > ? order by team_id limit ?",
      prefix.size(), prefix, page.after, page.rows);
}

Result<bool> reseal_assistant(Connection& connection, std::string_view team,
                              const Resealed& sealed) {
  FETTLE_TRY(changed,
             connection.run("update assistants set sealed_key = ? where team_id = ? and sealed_key "
                            "= ?",
                            sealed.to, team, sealed.from));
  return changed == 1;
}

}  // namespace fettle::store
