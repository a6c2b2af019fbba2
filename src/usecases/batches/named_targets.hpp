// Targets as a request names them, one way: a saved list, labels, pasted lines or a selector. What
// launches and sessions that wait for their targets have in common.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "usecases/context.hpp"
#include "usecases/targets/target_lists.hpp"

namespace fettle::usecases {

struct NamedTargets {
  std::optional<std::string> target_list_id;
  std::optional<std::vector<NewTarget>> targets;
  std::optional<std::string> text;               ///< labels, one a line
  std::optional<JsonText> target_selector = {};  ///< as plans have it

  /// How many ways are used; it has to be one.
  int ways() const {
    return (target_list_id ? 1 : 0) + (targets ? 1 : 0) + (text ? 1 : 0) +
           (target_selector ? 1 : 0);
  }
};

/// As they were named, with those that come again. kNotFound for a list that there is not,
/// kInvalid for labels that can't be.
Result<std::vector<std::string>> labels_of(Context& context, const NamedTargets& named);

/// Labels without a server are carried out by hand: kConflict with their names, unless that was
/// confirmed, so that a typing error doesn't turn automation off.
Result<void> check_by_hand(std::vector<std::string> unmatched,
                           const std::optional<bool>& confirmed);

}  // namespace fettle::usecases
