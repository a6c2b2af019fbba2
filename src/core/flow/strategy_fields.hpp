// `strategy` and `strategy_config` of front matter, read and written. What a strategy
// does with them is core/rollout.
#pragma once

#include "core/flow/fields.hpp"
#include "core/flow/strategy.hpp"

namespace fettle::flow {

Strategy read_strategy(FieldReader& fields);
void write_strategy(const Strategy& strategy, FieldWriter& fields);

}  // namespace fettle::flow
