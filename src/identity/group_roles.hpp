// Which role somebody has by the groups that the identity provider names: the highest that one of
// them gives. Groups compare as they are written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "security/permission.hpp"

namespace fettle::identity {

/// Names of groups; `*` stands for everybody whom the provider lets in.
struct GroupRoles {
  std::vector<std::string> owners;
  std::vector<std::string> engineers;
  std::vector<std::string> viewers;
};

/// None where no group has a role: they may not come in.
std::optional<security::Role> role_of_groups(const GroupRoles& roles,
                                             const std::vector<std::string>& groups);

}  // namespace fettle::identity
