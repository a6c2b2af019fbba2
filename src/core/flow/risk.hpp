// How much harm a flow or a recipe can do, as its author judged it. A flow uses low, medium and
// high; a recipe all five. Raises gates (core/gate), never lowers one.
#pragma once

#include <boost/describe/enum.hpp>

namespace fettle::flow {

BOOST_DEFINE_ENUM_CLASS(Risk, kNone, kLow, kMedium, kHigh, kCritical)

}  // namespace fettle::flow
