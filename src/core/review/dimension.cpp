#include "core/review/dimension.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "base/enum_name.hpp"
#include "core/review/dimensions/all.hpp"

namespace fettle::review {
namespace {

constexpr std::array kDimensions{
    &kConfigs, &kContainers, &kDisk, &kKernel, &kPackages, &kSystemd,
};

}  // namespace

std::span<const DimensionRules* const> dimensions() { return kDimensions; }

const DimensionRules& rules_of(flow::Dimension dimension) {
  const auto* const found = std::ranges::find(kDimensions, dimension, &DimensionRules::dimension);
  FETTLE_CHECK(found != kDimensions.end());
  return **found;
}

const DimensionRules* find_dimension(std::string_view name) {
  for (const auto* const rules : kDimensions) {
    if (enum_name(rules->dimension) == name) return rules;
  }
  return nullptr;
}

}  // namespace fettle::review
