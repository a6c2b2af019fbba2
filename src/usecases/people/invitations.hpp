// Invitations: a link that works once, for seven days, and makes whoever opens it a member of the
// team with the role that it names. Inviting an address again takes the earlier link back.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "security/permission.hpp"
#include "usecases/context.hpp"
#include "usecases/listed.hpp"
#include "usecases/people/links.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::usecases {

struct Invitation {
  std::string id;
  std::string email;
  security::Role role = security::Role::kViewer;
  std::optional<std::string> created_by;
  Instant created_at;
  Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(Invitation, (), (id, email, role, created_by, created_at, expires_at))

struct InviteUser {
  std::string email;
  security::Role role = security::Role::kViewer;
};
BOOST_DESCRIBE_STRUCT(InviteUser, (), (email, role))

/// kConflict where somebody has the address; kInvalid.
Result<LinkView> invite_user(Context& context, const InviteUser& in);
Result<Listed<Invitation>> list_invitations(Context& context, const ListRequest& request);
/// kNotFound where there is none that may still be accepted.
Result<void> revoke_invitation(Context& context, std::string_view id);

struct NewInvitation {
  std::string team;
  std::string email;
  security::Role role = security::Role::kViewer;
};
/// As invite_user, for any team. Inside a transaction.
Result<LinkView> make_invitation(Context& context, const NewInvitation& in);

/// What whoever opens the link is shown.
struct InvitationOffer {
  std::string team;
  std::string email;
  security::Role role = security::Role::kViewer;
  Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(InvitationOffer, (), (team, email, role, expires_at))

/// kNotFound for a link that is used, over or taken back.
Result<InvitationOffer> show_invitation(Context& context, std::string_view token);

struct AcceptInvitation {
  std::string token;
  std::string name;
  std::string password;
  std::string agent;  ///< what the browser calls itself
};

/// kNotFound as show_invitation; kInvalid, kConflict.
Result<SignedIn> accept_invitation(Context& context, const AcceptInvitation& in);

}  // namespace fettle::usecases
