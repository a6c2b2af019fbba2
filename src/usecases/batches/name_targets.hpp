// A session that was created without a target splits into one per target when an engineer names
// them. At risk `high` the batch then waits for an approval of these targets, by somebody else than
// whoever named them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "usecases/batches/batches.hpp"
#include "usecases/batches/named_targets.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct TargetsNamed {
  std::optional<std::string> target_list_id;
  std::optional<std::vector<NewTarget>> targets;
  std::optional<std::string> text;  ///< labels, one a line
  std::optional<bool> manual_confirmed;
};
BOOST_DESCRIBE_STRUCT(TargetsNamed, (), (target_list_id, targets, text, manual_confirmed))

/// The session's batch as it is then. kConflict where the session has a target or is not pending,
/// kInvalid without targets.
Result<BatchView> name_targets(Context& context, std::string_view session,
                               const TargetsNamed& named);

}  // namespace fettle::usecases
