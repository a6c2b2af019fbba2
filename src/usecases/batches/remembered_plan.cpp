#include "usecases/batches/remembered_plan.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace fettle::usecases {
namespace {

constexpr std::size_t kPlansMax = 16;
constexpr std::size_t kBytesMax = std::size_t{64} << 10U;  // of one; larger ones are read each time

struct Known {
  std::string bytes;
  RememberedPlan plan;
};

/// Those that were asked for last come first.
std::vector<Known>& known_plans() {
  thread_local std::vector<Known> known;
  return known;
}

}  // namespace

Result<RememberedPlan> remembered_plan(const engine::ApprovedPlan& frozen) {
  auto& known = known_plans();
  // Records of earlier versions have no bytes that say it all.
  const bool is_kept = !frozen.compiled.empty() && frozen.compiled.size() <= kBytesMax;
  const auto found =
      is_kept ? std::ranges::find(known, frozen.compiled, &Known::bytes) : known.end();
  if (found != known.end()) {
    std::rotate(known.begin(), found, std::next(found));
    return known.front().plan;
  }
  FETTLE_TRY(read, engine::read_plan(frozen));
  auto plan = std::make_shared<const engine::CompiledPlan>(std::move(read));
  if (!is_kept) return plan;
  if (known.size() == kPlansMax) known.pop_back();
  known.insert(known.begin(), {frozen.compiled, plan});
  return plan;
}

Result<flow::Flow> remembered_flow(const engine::ApprovedPlan& frozen,
                                   const fleet::Target& target) {
  FETTLE_TRY(plan, remembered_plan(frozen));
  return engine::bind_target(*plan, frozen, target);
}

}  // namespace fettle::usecases
