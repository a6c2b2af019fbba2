#include "store/secret_store.hpp"

namespace fettle::store {

Result<void> add_secret(Connection& connection, const SecretRow& secret) {
  FETTLE_TRY_VOID(connection.run(
      "insert into secrets (id, team_id, name, kind, description, fingerprint, sealed, key_id, "
      "version, "
      "created_by, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      secret.id, secret.team_id, secret.name, secret.kind, secret.description, secret.fingerprint,
      secret.sealed, secret.key_id, secret.version, secret.created_by, secret.created_at,
      secret.updated_at));
  return {};
}

Result<bool> save_secret(Connection& connection, const SecretRow& secret) {
  FETTLE_TRY(
      changed,
      connection.run(
          "update secrets set kind = ?, description = ?, fingerprint = ?, sealed = ?, key_id = ?, "
          "version = ?, updated_at = ? where team_id = ? and id = ? and "
          "version = ?",
          secret.kind, secret.description, secret.fingerprint, secret.sealed, secret.key_id,
          secret.version, secret.updated_at, secret.team_id, secret.id, secret.version - 1));
  return changed == 1;
}

Result<std::optional<SecretRow>> find_secret(Connection& connection, const TeamKey& key) {
  return connection.find<SecretRow>(
      "select id, team_id, name, kind, description, fingerprint, sealed, key_id, version, "
      "created_by, "
      "created_at, updated_at from secrets where team_id = ? and id = ?",
      key.team, key.id);
}

Result<std::optional<SecretRow>> find_secret_by_name(Connection& connection,
                                                     const SecretName& secret) {
  return connection.find<SecretRow>(
      "select id, team_id, name, kind, description, fingerprint, sealed, key_id, version, "
      "created_by, "
      "created_at, updated_at from secrets where team_id = ? and name = ?",
      secret.team, secret.name);
}

Result<std::vector<SecretRow>> list_secrets(Connection& connection, std::string_view team,
                                            const IdPage& page) {
  return connection.all<SecretRow>(
      "select id, team_id, name, kind, description, fingerprint, sealed, key_id, version, "
      "created_by, "
      "created_at, updated_at from secrets where team_id = ? and id > ? order by id limit ?",
      team, page.after, page.rows);
}

Result<std::int64_t> count_secrets(Connection& connection, std::string_view team) {
  return connection.one<std::int64_t>("select count(*) from secrets where team_id = ?", team);
}

Result<bool> remove_secret(Connection& connection, const TeamKey& key) {
  FETTLE_TRY(removed,
             connection.run("delete from secrets where team_id = ? and id = ?", key.team, key.id));
  return removed == 1;
}

Result<std::vector<SecretRow>> list_secrets_of_other_keys(Connection& connection,
                                                          std::string_view key_id,
                                                          const IdPage& page) {
  return connection.all<SecretRow>(
      "select id, team_id, name, kind, description, fingerprint, sealed, key_id, version, "
      "created_by, "
      "created_at, updated_at from secrets where key_id <> ? and id > ? order by id limit ?",
      key_id, page.after, page.rows);
}

Result<bool> rewrap_secret(Connection& connection, const SecretRow& secret) {
  FETTLE_TRY(changed, connection.run("update secrets set sealed = ?, key_id = ? where "
                                     "team_id = ? and id = ? and version = ?",
                                     secret.sealed, secret.key_id, secret.team_id, secret.id,
                                     secret.version));
  return changed == 1;
}

}  // namespace fettle::store
