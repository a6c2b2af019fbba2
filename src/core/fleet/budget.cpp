#include "core/fleet/budget.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fettle::fleet {

std::int64_t allowed_out(const Budget& budget, std::int64_t matching) {
  if (budget.hosts) return *budget.hosts;
  return std::max<std::int64_t>(1, matching * budget.percent.value_or(100) / 100);
}

std::string describe(const Budget& budget) {
  const auto whom = describe(budget.selector);
  if (!budget.hosts) return fmt::format("at most {} % of {}", budget.percent.value_or(100), whom);
  return fmt::format("at most {} host{} of {}", *budget.hosts, *budget.hosts == 1 ? "" : "s", whom);
}

bool names_list(const Selector& selector) {
  return selector.kind == Selector::Kind::kList || std::ranges::any_of(selector.parts, names_list);
}

}  // namespace fettle::fleet
