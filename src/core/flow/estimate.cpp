#include "core/flow/estimate.hpp"

#include <cstddef>
#include <utility>
#include <variant>

namespace fettle::flow {

std::chrono::minutes estimate(const Flow& flow) {
  if (flow.estimated) return *flow.estimated;
  std::chrono::minutes sum{0};
  for (const auto& step : flow.steps) {
    if (const auto* task = std::get_if<Task>(&step.body))
      sum += task->estimated.value_or(sum.zero());
  }
  return sum;
}

std::chrono::minutes estimate_from(const Flow& flow, int step) {
  if (step <= 0) return estimate(flow);
  std::chrono::minutes all{0};
  std::chrono::minutes left{0};
  for (std::size_t i = 0; i < flow.steps.size(); ++i) {
    const auto* task = std::get_if<Task>(&flow.steps[i].body);
    if (task == nullptr || !task->estimated) continue;
    all += *task->estimated;
    if (std::cmp_greater_equal(i, step)) left += *task->estimated;
  }
  return all.count() == 0 ? estimate(flow) : left;
}

}  // namespace fettle::flow
