#include "core/flow/estimate.hpp"

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

}  // namespace fettle::flow
