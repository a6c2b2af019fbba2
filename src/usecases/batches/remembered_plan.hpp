// The plans of approved records, kept by each thread as it has read them: what is approved never
// changes, and a page of a batch asks for the same plan again and again. Knows records by their
// bytes, so that nothing has to be forgotten.
#pragma once

#include <memory>

#include "core/engine/approved_plan.hpp"

namespace fettle::usecases {

using RememberedPlan = std::shared_ptr<const engine::CompiledPlan>;

/// As engine::read_plan.
Result<RememberedPlan> remembered_plan(const engine::ApprovedPlan& frozen);

/// As engine::flow_for.
Result<flow::Flow> remembered_flow(const engine::ApprovedPlan& frozen, const fleet::Target& target);

}  // namespace fettle::usecases
