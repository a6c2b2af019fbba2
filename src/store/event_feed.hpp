// What has changed in a team, as its browsers are told: events of batches and everything else, in
// the one sequence that both share. Whoever has read up to a number misses nothing by going on
// from it: numbers appear in the order of commits.
#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/connection.hpp"

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

}  // namespace fettle::store
