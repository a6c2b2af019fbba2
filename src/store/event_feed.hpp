// What has changed in a team, as its browsers are told: events of batches and everything else, in
// the one sequence that both share. Whoever has read up to a number misses nothing by going on
// from it: numbers appear in the order of commits.
#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"

namespace fettle::store {

struct FeedEvent {
  std::int64_t sequence = 0;
  std::int64_t number = 0;  ///< among the events of its batch; 0: of no batch
  std::int64_t at = 0;
  std::string topic;       ///< `trees`, `schedules`, ...; `batches` for all of a batch
  std::string kind;        ///< what happened: `updated`, `step_ended`
  std::string subject;     ///< id of what it happened to; of the batch
  std::string session_id;  ///< empty where it speaks of no session
  std::string body;        ///< a JSON object; of a batch: an engine::Event
};
BOOST_DESCRIBE_STRUCT(FeedEvent, (), (sequence, number, at, topic, kind, subject, session_id, body))

/// The newest number of the whole database.
Result<std::int64_t> last_sequence(Connection& connection);

struct FeedRange {
  std::int64_t after = 0;    ///< the last that is known
  std::int64_t through = 0;  ///< the last that is wanted: no more than last_sequence
  std::int64_t limit = 1000;
};

/// In order; batches without a team are nobody's.
Result<std::vector<FeedEvent>> read_feed(Connection& connection, std::string_view team,
                                         const FeedRange& range);

/// As read_feed, without the events of sessions; of these only what people are asked and answered.
Result<std::vector<FeedEvent>> read_feed_beside_sessions(Connection& connection,
                                                         std::string_view team,
                                                         const FeedRange& range);

/// A session that something happened to, and where it stands now.
struct MovedSession {
  std::string batch_id;
  std::string session_id;
  std::int64_t sequence = 0;  ///< of the last event of it in the range
  std::int64_t at = 0;
  bool is_listed = false;  ///< it began, ended or was reopened: what lists of batches show
  std::string status;
  std::string stage;
  int step = 0;
  std::optional<std::int64_t> started_at;
  std::optional<std::int64_t> ended_at;
};
BOOST_DESCRIBE_STRUCT(MovedSession, (),
                      (batch_id, session_id, sequence, at, is_listed, status, stage, step,
                       started_at, ended_at))

/// Of each batch together, in the order of its rollout; the limit of `range` is not looked at.
Result<std::vector<MovedSession>> read_moved_sessions(Connection& connection, std::string_view team,
                                                      const FeedRange& range);

}  // namespace fettle::store
