#include "usecases/batches/four_eyes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "store/approver_count.hpp"

namespace fettle::usecases {

Result<Eyes> check_four_eyes(Context& context, const Approval& approval) {
  const bool is_author =
      std::ranges::find(approval.authors, context.actor.user) != approval.authors.end();
  if (!is_author || approval.risk_level != "high") return Eyes::kOthers;
  FETTLE_TRY(others, store::count_other_approvers(context.database, context.actor.team,
                                                  context.actor.user));
  if (others > 0) {
    return fail(ErrorCode::kForbidden,
                "at risk high somebody else approves what you made or edited last");
  }
  if (approval.typed_name == approval.plan) return Eyes::kOwn;
  return fail(
      ErrorCode::kInvalid,
      fmt::format("name: nobody else of the team may approve; type the plan's name, \"{}\", "
                  "to approve your own launch",
                  approval.plan));
}

}  // namespace fettle::usecases
