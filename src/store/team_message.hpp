// What a team is told: in the product (the bell) and by its channels. Stored in the transaction of
// what it tells of, so that neither is there without the other. Here are the one statement that
// makes deliveries of a notification, and what the team is told of its batches, whose events come
// from the journal (store/batch_store.hpp). Batches of the command line have no team and tell
// nobody.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ports/channel.hpp"
#include "ports/journal.hpp"
#include "store/database/connection.hpp"
#include "store/notification_store.hpp"

namespace fettle::store {

ports::MessageSeverity severity_of(ports::TeamEvent event);

/// The notification, and a delivery to every channel of its team that hears of `event`. In a
/// transaction.
Result<void> tell_team(Connection& connection, ports::TeamEvent event,
                       const NotificationRow& notification);

/// Whether the write is one that the team is told of: it takes one number more of the sequence of
/// events (store/team_events.hpp).
bool is_told(const ports::Write& write);

/// Of `write`, where is_told() says so; `sequence` is its number.
Result<void> tell_of(Connection& connection, const ports::Write& write, std::int64_t sequence);

}  // namespace fettle::store
