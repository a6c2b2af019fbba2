// Where sealed values stand (security/secret_box.hpp): one that was moved elsewhere doesn't open.
#pragma once

#include "security/secret_box.hpp"
#include "store/assistant_store.hpp"
#include "store/channel_store.hpp"
#include "store/people_store.hpp"
#include "store/secret_store.hpp"
#include "store/trigger_store.hpp"

namespace fettle::usecases {

/// Valid as long as the row.
inline security::SealedPlace place_of_secret(const store::SecretRow& row) {
  return {.kind = "secret", .team = row.team_id, .id = row.id, .version = row.version};
}

/// Valid as long as the row.
inline security::SealedPlace place_of_second_factor(const store::UserRow& row) {
  return {.kind = "totp", .team = row.team_id, .id = row.id};
}

/// Valid as long as the row.
inline security::SealedPlace place_of_channel(const store::ChannelRow& row) {
  return {.kind = "channel", .team = row.team_id, .id = row.id};
}

/// Valid as long as the row.
inline security::SealedPlace place_of_trigger(const store::TriggerRow& row) {
  return {.kind = "trigger", .team = row.team_id, .id = row.id};
}

/// Valid as long as the row.
inline security::SealedPlace place_of_assistant(const store::AssistantRow& row) {
  return {.kind = "assistant", .team = row.team_id, .id = row.team_id};
}

}  // namespace fettle::usecases
