#include "usecases/batches/batch_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "store/batch_history.hpp"
#include "store/old_output.hpp"
#include "store/team_batches.hpp"

namespace fettle::usecases {
namespace {

constexpr std::int64_t kBytesMax = std::int64_t{256} << 20U;
constexpr std::size_t kGroupsMax = 100;
constexpr std::size_t kTargetsNamed = 20;
constexpr int kLinesShown = 20;
constexpr std::size_t kCharactersShown = 2000;

std::string first_lines(std::string_view text) {
  std::size_t end = 0;
  for (int line = 0; line < kLinesShown && end < text.size(); ++line) {
    end = std::min(text.find('\n', end), text.size() - 1) + 1;
  }
  return std::string(utf8::first(text.substr(0, end), kCharactersShown));
}

/// Texts by digest.
class Groups {
 public:
  void add(const store::StepOutput& output) {
    const auto digest = sha256_hex(output.text);
    const auto [known, is_new] = places_.try_emplace({digest, output.left_out}, groups_.size());
    if (is_new) {
      groups_.push_back({.digest = digest,
                         .first_lines = first_lines(output.text),
                         .bytes = static_cast<std::int64_t>(output.text.size()),
                         .left_out = output.left_out});
    }
    auto& group = groups_[known->second];
    ++group.count;
    if (group.targets.size() < kTargetsNamed) group.targets.push_back(output.target_label);
  }

  std::vector<OutputGroup> largest() && {
    std::ranges::sort(groups_, {}, [](const OutputGroup& group) {
      return std::tuple(-group.count, std::string_view(group.digest), -group.left_out);
    });
    return std::move(groups_);
  }

 private:
  std::map<std::pair<std::string, std::int64_t>, std::size_t> places_;
  std::vector<OutputGroup> groups_;
};

}  // namespace

Result<BatchOutputs> group_outputs(Context& context, std::string_view batch,
                                   const OutputsPlace& place) {
  if (place.stage != "steps" && place.stage != "rollback") {
    return fail(ErrorCode::kMalformed, "stage: is neither steps nor rollback");
  }
  FETTLE_TRY(owned, store::find_team_batch(context.database, context.actor.team, batch));
  BatchOutputs outputs;
  FETTLE_TRY(targets, store::count_targets(context.database, owned.id));
  outputs.targets = targets;
  Groups groups;
  std::int64_t bytes = 0;
  std::int64_t written = 0;
  FETTLE_TRY_VOID(store::each_step_output(context.database, owned.id, {place.stage, place.step},
                                          [&](const store::StepOutput& output) {
                                            ++written;
                                            bytes += static_cast<std::int64_t>(output.text.size());
                                            if (bytes > kBytesMax) return false;
                                            groups.add(output);
                                            return true;
                                          }));
  if (bytes > kBytesMax) {
    FETTLE_TRY(all,
               store::count_step_outputs(context.database, owned.id, {place.stage, place.step}));
    outputs.not_compared = all - (written - 1);
    written = all;
  }
  outputs.without = outputs.targets - written;
  outputs.groups = std::move(groups).largest();
  outputs.groups_total = static_cast<std::int64_t>(outputs.groups.size());
  if (outputs.groups.size() > kGroupsMax) outputs.groups.resize(kGroupsMax);
  if (outputs.groups.empty()) {
    FETTLE_TRY(removed, store::output_removed_at(context.database, owned.id));
    outputs.removed_at = removed;
  }
  return outputs;
}

}  // namespace fettle::usecases
