// Who may do what, in one table: the rows are actions, the columns roles. Everything that a route
// asks before it calls a use case is here; what a use case refuses besides depends on the thing
// itself (four eyes, a builtin). tests/contract walks the whole table.
#pragma once

#include <boost/describe/enum.hpp>

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace fettle::security {

/// Each may do what the ones before it may.
BOOST_DEFINE_ENUM_CLASS(Role, kViewer, kEngineer, kOwner)

BOOST_DEFINE_ENUM_CLASS(Action,
                        kRead,           ///< whatever a team has, secrets' values and audit apart
                        kEditSelf,       ///< one's own name, password, second factor
                        kEditFlows,      ///< flows and recipes
                        kEditServers,    ///< servers and target lists, their imports
                        kEditSchedules,  ///< schedules, windows, freezes, budgets
                        kApprove,        ///< schedules and launches that wait for an approval
                        kRun,            ///< launches, gates, sessions, overrides, the stop switch
                        kManagePeople,   ///< users, invitations, everybody's tokens
                        kManageSecrets,  ///< secrets and servers' credentials
                        kManageTeam,     ///< channels, policy, assistant, retention
                        kReadAudit,      ///< the audit log
                        kAdministrate)   ///< teams; for the installation's administrators alone

/// What a token was given; it never may more than its maker.
BOOST_DEFINE_ENUM_CLASS(Scope, kRead, kWrite, kRun, kApprove, kManage)

/// Who asks: a person by their session, or a program by its token.
struct Rights {
  Role role = Role::kViewer;
  bool is_administrator = false;
  std::optional<std::vector<Scope>> scopes;  ///< of the token; none: a person
};

bool may(const Rights& rights, Action action);

/// What `action` asks for: the first role that may, and the scope that a token needs besides.
struct Needs {
  Role role = Role::kViewer;
  Scope scope = Scope::kRead;
};
Needs needs_of(Action action);

}  // namespace fettle::security
