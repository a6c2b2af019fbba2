// What ran on one server, over all batches, and what differs between two snapshots of it. Shows
// what is kept; looks at no server. Of a whole batch tells batch_changes.hpp.
#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/server_history.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// Launched last first. kNotFound where there is no such server.
Result<store::PageRows<store::ServerSessionRow>> list_server_sessions(Context& context,
                                                                      std::string_view server,
                                                                      const store::PageQuery& page);

struct SnapshotChange {
  std::string dimension;
  std::string kind;  ///< of review::Change: `added`, `changed`, `restarted`, ...
  std::string subject;
  std::string before;  ///< empty where there was nothing
  std::string after;   ///< empty where nothing is left
  std::string diff;    ///< unified, of a text file that changed; else empty
};
BOOST_DESCRIBE_STRUCT(SnapshotChange, (), (dimension, kind, subject, before, after, diff))

struct SnapshotNote {
  std::string dimension;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(SnapshotNote, (), (dimension, text))

struct ComparedSnapshots {
  std::vector<SnapshotChange> changes;  ///< the first 2,000
  std::int64_t total = 0;               ///< of all changes
  std::vector<SnapshotNote> notes;      ///< what could not be seen
};
BOOST_DESCRIBE_STRUCT(ComparedSnapshots, (), (changes, total, notes))

struct SnapshotName {
  std::string session;
  std::string moment;  ///< `before`, `after`
};
struct SnapshotPair {
  SnapshotName from;
  SnapshotName to;
};
/// kNotFound where one of them is no snapshot of this server, kMalformed for another moment.
Result<ComparedSnapshots> compare_snapshots(Context& context, std::string_view server,
                                            const SnapshotPair& pair);

}  // namespace fettle::usecases
