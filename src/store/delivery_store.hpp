// Messages on their way to channels. One is stored in the transaction of what it tells of and sent
// afterwards, at least once: whoever sends it has claimed it until an instant of the database's
// clock, and a claim that has run out is anybody's. team_message.hpp stores them.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "ports/channel.hpp"
#include "store/database/connection.hpp"
#include "store/database/page.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

/// One that was claimed. `attempts` counts this one, and is the number that its end is stored
/// under.
struct ClaimedDelivery {
  std::string id;
  std::string team_id;
  std::optional<std::string> channel_id;
  ports::TeamEvent event = ports::TeamEvent::kMessage;
  ports::MessageSeverity severity = ports::MessageSeverity::kInfo;
  std::string text;
  std::string link;
  int attempts = 0;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(ClaimedDelivery, (),
                      (id, team_id, channel_id, event, severity, text, link, attempts, created_at))

/// The one that has been due longest and that nobody has; `now` and `until` by the database's
/// clock.
Result<std::optional<ClaimedDelivery>> claim_delivery(Connection& connection, Instant now,
                                                      Instant until);

struct DeliveryEnd {
  std::string_view id;
  int attempts = 0;         ///< of the claim
  std::string_view status;  ///< `delivered`, `failed`; `pending`: again at `next_at`
  std::string_view result;
  Instant next_at;
  std::optional<Instant> ended_at;
};
/// False where somebody else has claimed it meanwhile.
Result<bool> end_delivery(Connection& connection, const DeliveryEnd& end);
/// What waits for the same channel and was to go before `until` goes then: a service that doesn't
/// answer must not hold up the others.
Result<void> postpone_channel(Connection& connection, std::string_view channel, Instant until);

/// As lists show it.
struct DeliveryRow {
  std::string id;
  std::optional<std::string> channel_id;
  std::string channel_name;
  ports::TeamEvent event = ports::TeamEvent::kMessage;
  ports::MessageSeverity severity = ports::MessageSeverity::kInfo;
  std::string text;
  std::string link;
  std::string status;
  int attempts = 0;
  std::string result;
  std::optional<Instant> next_at;  ///< while it is pending
  Instant created_at;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(DeliveryRow, (),
                      (id, channel_id, channel_name, event, severity, text, link, status, attempts,
                       result, next_at, created_at, ended_at))

struct DeliveryFilter {
  std::string_view team;
  std::string_view channel;  ///< id; empty: all
  std::string_view status;   ///< empty: all
};
Result<PageRows<DeliveryRow>> list_deliveries(Connection& connection, const DeliveryFilter& filter,
                                              const PageQuery& page);
Result<std::optional<DeliveryRow>> find_delivery(Connection& connection, const TeamKey& key);
/// One that has failed or waits is due at `at`, with all its attempts before it. False where it is
/// neither.
Result<bool> retry_delivery(Connection& connection, const TeamKey& key, Instant at);

/// One that is sent at once by whoever stores it: pending, claimed until `until`, with one attempt.
struct NewDelivery {
  std::string_view id;
  std::string_view text;
  std::string_view link;
  Instant at;
  Instant until;
};
Result<void> add_claimed_delivery(Connection& connection, const TeamKey& channel,
                                  const NewDelivery& delivery);

/// Removes those that ended before `before`, at most 1000: their number.
Result<std::int64_t> remove_deliveries(Connection& connection, Instant before);

}  // namespace fettle::store
