#include "usecases/batches/named_targets.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "usecases/batches/plan_launch.hpp"
#include "usecases/targets/select_servers.hpp"

namespace fettle::usecases {

Result<std::vector<std::string>> labels_of(Context& context, const NamedTargets& named) {
  if (named.target_list_id) return labels_of_list(context, *named.target_list_id);
  if (named.target_selector) {
    FETTLE_TRY(selector, read_selector_text(named.target_selector->text));
    return labels_of_selector(context, selector);
  }
  std::vector<std::string> labels;
  if (named.text) {
    FETTLE_TRY(pasted, read_pasted_targets(*named.text));
    for (auto& entry : pasted.targets) labels.push_back(std::move(entry.label));
    for (auto& line : pasted.duplicates) labels.push_back(std::move(line.label));
    return labels;
  }
  if (!named.targets) return labels;
  for (const auto& target : *named.targets) labels.push_back(target.label);
  std::vector<std::string> ignored;
  std::vector<TargetEntry> entries;
  for (const auto& label : without_duplicates(labels, ignored)) entries.push_back({label, {}, {}});
  FieldProblems problems;
  check_targets(entries, "targets", problems);
  FETTLE_TRY_VOID(problems.done());
  return labels;
}

Result<void> check_by_hand(std::vector<std::string> unmatched,
                           const std::optional<bool>& confirmed) {
  if (unmatched.empty() || confirmed.value_or(false)) return {};
  constexpr std::size_t kNamed = 10;
  const auto count = unmatched.size();
  unmatched.resize(std::min(count, kNamed));
  return fail(ErrorCode::kConflict,
              fmt::format("{} of the targets match no server and would be carried out by hand: "
                          "{}{}; confirm that (manual_confirmed), or correct the names",
                          count, fmt::join(unmatched, ", "), count > kNamed ? ", ..." : ""));
}

}  // namespace fettle::usecases
