// Channels of a team as they are stored: address and signing key sealed. Whom a channel tells what
// is delivery_store.hpp's.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "ports/channel.hpp"
#include "store/database/connection.hpp"
#include "store/database/id_page.hpp"
#include "store/resealed.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

struct ChannelRow {
  std::string id;
  std::string team_id;
  ports::ChannelKind kind = ports::ChannelKind::kWebhook;
  std::string name;
  std::string name_key;  ///< in lower case; unique within the team
  std::string sealed;
  std::string shown_address;
  std::string events;  ///< JSON: an array of names of ports::TeamEvent
  bool is_enabled = true;
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ChannelRow, (),
                      (id, team_id, kind, name, name_key, sealed, shown_address, events, is_enabled,
                       version, created_by, created_at, updated_at))

/// kConflict where the team has one of that name.
Result<void> add_channel(Connection& connection, const ChannelRow& channel);
/// The row takes `channel.version`. False where it is no longer at the version before that;
/// kConflict as above.
Result<bool> save_channel(Connection& connection, const ChannelRow& channel);
Result<std::optional<ChannelRow>> find_channel(Connection& connection, const TeamKey& key);
Result<std::vector<ChannelRow>> list_channels(Connection& connection, std::string_view team,
                                              const IdPage& page);
Result<std::int64_t> count_channels(Connection& connection, std::string_view team);
Result<bool> remove_channel(Connection& connection, const TeamKey& key);

/// Of all teams, those that another master key wraps: whose sealed text doesn't begin with
/// `prefix`.
Result<std::vector<ChannelRow>> list_channels_without(Connection& connection,
                                                      std::string_view prefix, const IdPage& page);
/// False where it is no longer `from`.
Result<bool> reseal_channel(Connection& connection, const TeamKey& key, const Resealed& sealed);

}  // namespace fettle::store
