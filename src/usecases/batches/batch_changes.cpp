#include "usecases/batches/batch_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/enum_name.hpp"
#include "core/review/codec.hpp"
#include "core/review/compare.hpp"
#include "store/batch_history.hpp"
#include "store/team_batches.hpp"
#include "usecases/servers/change_word.hpp"

namespace fettle::usecases {
namespace {

using flow::Dimension;

constexpr std::size_t kItemsMax = 20'000;
constexpr std::size_t kFactsMax = 200'000;  ///< names that are counted
constexpr std::size_t kVariantsMax = 10;
constexpr std::size_t kTargetsNamed = 20;
constexpr std::size_t kValueMax = 200;  ///< bytes of a value that are shown

bool most_frequent_first(const ChangeVariant& a, const ChangeVariant& b) {
  if (a.count != b.count) return a.count > b.count;
  return std::tie(a.kind, a.before, a.after) < std::tie(b.kind, b.before, b.after);
}

bool changed_most_first(const ChangedItem& a, const ChangedItem& b) {
  if (a.changed != b.changed) return a.changed > b.changed;
  return std::tie(a.dimension, a.subject) < std::tie(b.dimension, b.subject);
}

/// Counts over all targets. A fact that both snapshots hold is counted by its name, so that an item
/// that changes on a later target knows on how many it was there before.
class Tally {
 public:
  void add(const store::SnapshotPair& pair) {
    const auto before = review::decode(pair.before);
    const auto after = review::decode(pair.after);
    if (!before || !after) return;
    ++compared_;
    const auto difference = review::compare(*before, *after);
    for (const auto& [dimension, changes] : difference.changes) {
      std::set<std::string_view> subjects;
      for (const auto& change : changes) {
        const bool is_first = subjects.insert(change.subject).second;
        add(dimension, change, is_first, pair.target_label);
      }
    }
    count_facts(*before, *after, difference);
  }

  std::int64_t compared() const { return compared_; }
  std::int64_t not_kept() const { return not_kept_; }

  std::vector<ChangedItem> items(std::int64_t targets) && {
    std::vector<ChangedItem> all;
    for (auto& [key, item] : items_) {
      auto& [dimension, subject] = key;
      item.shown.dimension = enum_name(dimension);
      item.shown.subject = subject;
      item.shown.unchanged = unchanged(dimension, subject);
      item.shown.missing = targets - item.shown.changed - item.shown.unchanged;
      item.shown.variants_total = static_cast<std::int64_t>(item.shown.variants.size());
      std::ranges::sort(item.shown.variants, most_frequent_first);
      if (item.shown.variants.size() > kVariantsMax) item.shown.variants.resize(kVariantsMax);
      all.push_back(std::move(item.shown));
    }
    std::ranges::sort(all, changed_most_first);
    return all;
  }

 private:
  using Key = std::pair<Dimension, std::string>;
  struct Item {
    ChangedItem shown;
    std::map<std::tuple<std::string_view, std::string, std::string>, std::size_t> places;
  };

  void add(Dimension dimension, const review::Change& change, bool is_first,
           const std::string& label) {
    auto found = items_.find(Key{dimension, change.subject});
    if (found == items_.end() && items_.size() == kItemsMax) {
      ++not_kept_;
      return;
    }
    if (found == items_.end()) found = items_.try_emplace(Key{dimension, change.subject}).first;
    auto& [shown, places] = found->second;
    if (is_first) ++shown.changed;
    const auto [known, is_new] =
        places.try_emplace({word_of(change.kind), change.before.substr(0, kValueMax),
                            change.after.substr(0, kValueMax)},
                           shown.variants.size());
    if (is_new) {
      const auto& [kind, was, is] = known->first;
      shown.variants.push_back({.kind = std::string(kind), .before = was, .after = is});
    }
    auto& variant = shown.variants[known->second];
    ++variant.count;
    if (variant.targets.size() < kTargetsNamed) variant.targets.push_back(label);
  }

  /// Those of whole sections that stand in both and did not change.
  void count_facts(const review::Snapshot& before, const review::Snapshot& after,
                   const review::SnapshotDifference& difference) {
    for (const auto& [dimension, was] : before.sections) {
      const auto is = after.sections.find(dimension);
      if (is == after.sections.end() || !was.complete || !is->second.complete) continue;
      std::set<std::string_view> changed;
      if (const auto changes = difference.changes.find(dimension);
          changes != difference.changes.end()) {
        for (const auto& change : changes->second) changed.insert(change.subject);
      }
      auto& counts = facts_[dimension];
      for (const auto& [name, values] : was.facts) {
        if (!is->second.facts.contains(name) || changed.contains(subject_of(dimension, name))) {
          continue;
        }
        const auto known = counts.find(name);
        if (known != counts.end()) {
          ++known->second;
        } else if (counts.size() < kFactsMax) {
          counts.emplace(name, 1);
        }
      }
    }
  }

  /// The kernel's newest release is a fact under another name than people read.
  static std::string_view subject_of(Dimension dimension, std::string_view fact) {
    return dimension == Dimension::kKernel && fact == "installed" ? "newest installed" : fact;
  }
  std::int64_t unchanged(Dimension dimension, const std::string& subject) const {
    const bool is_newest = dimension == Dimension::kKernel && subject == "newest installed";
    const auto counts = facts_.find(dimension);
    if (counts == facts_.end()) return 0;
    const auto found = counts->second.find(is_newest ? "installed" : subject);
    return found == counts->second.end() ? 0 : found->second;
  }

  std::map<Key, Item> items_;
  std::map<Dimension, std::unordered_map<std::string, std::int64_t>> facts_;
  std::int64_t compared_ = 0;
  std::int64_t not_kept_ = 0;
};

}  // namespace

Result<BatchChanges> roll_up_changes(Context& context, std::string_view batch,
                                     const ChangesQuery& query) {
  if (!query.dimension.empty() && !enum_from_name<Dimension>(query.dimension)) {
    return fail(ErrorCode::kMalformed,
                fmt::format("dimension: is none of {}", list_enum_names<Dimension>()));
  }
  FETTLE_TRY(owned, store::find_team_batch(context.database, context.actor.team, batch));
  FETTLE_TRY(targets, store::count_targets(context.database, owned.id));
  Tally tally;
  FETTLE_TRY_VOID(store::each_snapshot_pair(
      context.database, owned.id, [&](const store::SnapshotPair& pair) { tally.add(pair); }));
  BatchChanges changes{
      .items = {}, .targets = targets, .compared = tally.compared(), .not_kept = tally.not_kept()};
  auto items = std::move(tally).items(targets);
  std::erase_if(items, [&](const ChangedItem& item) {
    return !query.dimension.empty() && item.dimension != query.dimension;
  });
  changes.total = static_cast<std::int64_t>(items.size());
  const auto first = std::min(query.first, items.size());
  const auto last = std::min(first + query.limit, items.size());
  changes.items.assign(std::make_move_iterator(items.begin() + static_cast<std::ptrdiff_t>(first)),
                       std::make_move_iterator(items.begin() + static_cast<std::ptrdiff_t>(last)));
  return changes;
}

}  // namespace fettle::usecases
