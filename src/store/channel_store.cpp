#include "store/channel_store.hpp"

namespace fettle::store {

Result<void> add_channel(Connection& connection, const ChannelRow& channel) {
  FETTLE_TRY_VOID(connection.run(
      "insert into channels (id, team_id, kind, name, name_key, sealed, shown_address, events, "
      "is_enabled, version, created_by, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?)",
      channel.id, channel.team_id, channel.kind, channel.name, channel.name_key, channel.sealed,
      channel.shown_address, channel.events, channel.is_enabled, channel.version,
      channel.created_by, channel.created_at, channel.updated_at));
  return {};
}

Result<bool> save_channel(Connection& connection, const ChannelRow& channel) {
  FETTLE_TRY(changed,
             connection.run("update channels set name = ?, name_key = ?, sealed = ?, shown_address "
                            "= ?, events = ?, is_enabled = ?, version = ?, updated_at = ? where "
                            "team_id = ? and id = ? and version = ?",
                            channel.name, channel.name_key, channel.sealed, channel.shown_address,
                            channel.events, channel.is_enabled, channel.version, channel.updated_at,
                            channel.team_id, channel.id, channel.version - 1));
  return changed == 1;
}

Result<std::optional<ChannelRow>> find_channel(Connection& connection, const TeamKey& key) {
  return connection.find<ChannelRow>(
      "select id, team_id, kind, name, name_key, sealed, shown_address, events, is_enabled, "
      "version, created_by, created_at, updated_at from channels where team_id = ? and id = ?",
      key.team, key.id);
}

Result<std::vector<ChannelRow>> list_channels(Connection& connection, std::string_view team,
                                              const IdPage& page) {
  return connection.all<ChannelRow>(
      "select id, team_id, kind, name, name_key, sealed, shown_address, events, is_enabled, "
      "version, created_by, created_at, updated_at from channels where team_id = ? and id > ? "
      "order by id limit ?",
      team, page.after, page.rows);
}

Result<std::int64_t> count_channels(Connection& connection, std::string_view team) {
  return connection.one<std::int64_t>("select count(*) from channels where team_id = ?", team);
}

Result<bool> remove_channel(Connection& connection, const TeamKey& key) {
  FETTLE_TRY(removed,
             connection.run("delete from channels where team_id = ? and id = ?", key.team, key.id));
  return removed == 1;
}

Result<std::vector<ChannelRow>> list_channels_without(Connection& connection,
                                                      std::string_view prefix, const IdPage& page) {
  return connection.all<ChannelRow>(
      "select id, team_id, kind, name, name_key, sealed, shown_address, events, is_enabled, "
      "version, created_by, created_at, updated_at from channels where substr(sealed, 1, cast(? as "
      "integer)) <> ? and id > ? order by id limit ?",
      prefix.size(), prefix, page.after, page.rows);
}

Result<bool> reseal_channel(Connection& connection, const TeamKey& key, const Resealed& sealed) {
  FETTLE_TRY(changed, connection.run("update channels set sealed = ? where team_id = ? and id = ? "
                                     "and sealed = ?",
                                     sealed.to, key.team, key.id, sealed.from));
  return changed == 1;
}

}  // namespace fettle::store
