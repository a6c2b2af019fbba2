// The dimensions that there are; dimension.cpp lists them.
#pragma once

#include "core/review/dimension.hpp"

namespace fettle::review {

extern const DimensionRules kConfigs;
extern const DimensionRules kContainers;
extern const DimensionRules kDisk;
extern const DimensionRules kKernel;
extern const DimensionRules kPackages;
extern const DimensionRules kSystemd;

}  // namespace fettle::review
