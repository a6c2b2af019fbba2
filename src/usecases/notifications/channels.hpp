// Channels: where a team is told of what happens, beside the bell. Owners keep them. The address of
// each is a secret once it is stored: sealed, and shown as its host alone.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/channel.hpp"
#include "store/channel_store.hpp"
#include "usecases/context.hpp"
#include "usecases/listed.hpp"

namespace fettle::usecases {

struct Channel {
  std::string id;
  ports::ChannelKind kind = ports::ChannelKind::kWebhook;
  std::string name;
  std::string address;  ///< of a URL its host: `https://discord.com/...`
  std::vector<ports::TeamEvent> events;
  bool is_enabled = true;
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Channel, (),
                      (id, kind, name, address, events, is_enabled, version, created_by, created_at,
                       updated_at))

struct NewChannel {
  ports::ChannelKind kind = ports::ChannelKind::kWebhook;
  std::string name;
  std::string address;
  std::vector<ports::TeamEvent> events;
  std::optional<bool> is_enabled;  ///< absent: yes
};
BOOST_DESCRIBE_STRUCT(NewChannel, (), (kind, name, address, events, is_enabled))

/// With what is shown this once.
struct CreatedChannel : Channel {
  std::optional<std::string> signing_key;  ///< of a webhook: `whsec_` and base64
};
BOOST_DESCRIBE_STRUCT(CreatedChannel, (Channel), (signing_key))

/// What is absent stays as it is.
struct ChannelEdit {
  std::optional<std::string> name;
  std::optional<std::string> address;
  std::optional<std::vector<ports::TeamEvent>> events;
  std::optional<bool> is_enabled;
};
BOOST_DESCRIBE_STRUCT(ChannelEdit, (), (name, address, events, is_enabled))

/// What a channel's row keeps sealed.
struct ChannelSecrets {
  std::string address;
  std::string signing_key;  ///< base64; empty unless it is a webhook
};
BOOST_DESCRIBE_STRUCT(ChannelSecrets, (), (address, signing_key))

/// kInvalid; kConflict where the team has one of that name, or without a master key.
Result<CreatedChannel> create_channel(Context& context, const NewChannel& in);
Result<Listed<Channel>> list_channels(Context& context, const ListRequest& request);
/// kNotFound.
Result<Channel> show_channel(Context& context, std::string_view id);
/// kNotFound, kInvalid, kStale, kConflict.
Result<Channel> edit_channel(Context& context, std::string_view id, const ChannelEdit& edit,
                             std::optional<std::int64_t> version);
/// kNotFound. What waits for it fails.
Result<void> delete_channel(Context& context, std::string_view id);

/// For whoever sends. kConflict without the master key.
Result<ChannelSecrets> open_channel(const security::SecretBox& box, const store::ChannelRow& row);

}  // namespace fettle::usecases
