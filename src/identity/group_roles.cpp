#include "identity/group_roles.hpp"

#include <algorithm>

namespace fettle::identity {
namespace {

bool has_one(const std::vector<std::string>& wanted, const std::vector<std::string>& groups) {
  return std::ranges::any_of(wanted, [&](const std::string& one) {
    return one == "*" || std::ranges::find(groups, one) != groups.end();
  });
}

}  // namespace

std::optional<security::Role> role_of_groups(const GroupRoles& roles,
                                             const std::vector<std::string>& groups) {
  if (has_one(roles.owners, groups)) return security::Role::kOwner;
  if (has_one(roles.engineers, groups)) return security::Role::kEngineer;
  if (has_one(roles.viewers, groups)) return security::Role::kViewer;
  return std::nullopt;
}

}  // namespace fettle::identity
