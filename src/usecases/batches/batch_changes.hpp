// What a batch changed, rolled up over its targets: each package, unit, file that changed anywhere,
// on how many it did, on how many it is as it was, and on how many there is no such thing or nobody
// could tell. Made of the snapshots before and after each session.
#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "usecases/context.hpp"

namespace fettle::usecases {

/// One way in which an item changed.
struct ChangeVariant {
  std::string kind;    ///< of review::Change: `added`, `changed`, `restarted`, ...
  std::string before;  ///< empty where there was nothing
  std::string after;   ///< empty where nothing is left
  std::int64_t count = 0;
  std::vector<std::string> targets;  ///< the first 20, in the order of the rollout
};
BOOST_DESCRIBE_STRUCT(ChangeVariant, (), (kind, before, after, count, targets))

/// `changed` + `unchanged` + `missing` is the number of targets.
struct ChangedItem {
  std::string dimension;
  std::string subject;  ///< a package, unit, path, mount or container
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t missing = 0;
  std::vector<ChangeVariant> variants;  ///< the most frequent 10
  std::int64_t variants_total = 0;
};
BOOST_DESCRIBE_STRUCT(ChangedItem, (),
                      (dimension, subject, changed, unchanged, missing, variants, variants_total))

struct BatchChanges {
  std::vector<ChangedItem> items;  ///< those that changed on most targets first
  std::int64_t total = 0;          ///< items of all pages
  std::int64_t targets = 0;
  std::int64_t compared = 0;  ///< of these, those with both snapshots
  std::int64_t not_kept = 0;  ///< changes of items beyond the first 20,000
};
BOOST_DESCRIBE_STRUCT(BatchChanges, (), (items, total, targets, compared, not_kept))

struct ChangesQuery {
  std::string dimension;  ///< empty: all
  std::size_t first = 0;
  std::size_t limit = 50;
};

/// kMalformed for a dimension that there is not.
Result<BatchChanges> roll_up_changes(Context& context, std::string_view batch,
                                     const ChangesQuery& query);

}  // namespace fettle::usecases
