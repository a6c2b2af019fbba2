#include "security/permission.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace fettle::security {
namespace {

struct Row {
  Action action;
  Role least;   ///< the first role that may
  Scope scope;  ///< that a token needs besides
};

constexpr std::array kRows{
    Row{Action::kRead, Role::kViewer, Scope::kRead},
    Row{Action::kEditSelf, Role::kViewer, Scope::kManage},
    Row{Action::kEditFlows, Role::kEngineer, Scope::kWrite},
    Row{Action::kEditServers, Role::kEngineer, Scope::kWrite},
    Row{Action::kEditSchedules, Role::kEngineer, Scope::kWrite},
    Row{Action::kApprove, Role::kEngineer, Scope::kApprove},
    Row{Action::kRun, Role::kEngineer, Scope::kRun},
    Row{Action::kManagePeople, Role::kOwner, Scope::kManage},
    Row{Action::kManageSecrets, Role::kOwner, Scope::kManage},
    Row{Action::kManageTeam, Role::kOwner, Scope::kManage},
    Row{Action::kReadAudit, Role::kOwner, Scope::kManage},
    Row{Action::kAdministrate, Role::kOwner, Scope::kManage},
};

}  // namespace

bool may(const Rights& rights, Action action) {
  const auto& row = kRows[static_cast<std::size_t>(action)];
  if (rights.role < row.least) return false;
  if (action == Action::kAdministrate && !rights.is_administrator) return false;
  return !rights.scopes || std::ranges::find(*rights.scopes, row.scope) != rights.scopes->end();
}

Needs needs_of(Action action) {
  const auto& row = kRows[static_cast<std::size_t>(action)];
  return {row.least, row.scope};
}

}  // namespace fettle::security
