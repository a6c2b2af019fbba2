#include "usecases/people/invitations.hpp"

#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "security/password.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/people/local_sign_in.hpp"
#include "usecases/people/new_user.hpp"
#include "usecases/people/person.hpp"

namespace fettle::usecases {
namespace {

Invitation invitation_of(const store::LinkRow& row) {
  return {.id = row.id,
          .email = row.email,
          .role = role_of(row.role),
          .created_by = row.created_by,
          .created_at = row.created_at,
          .expires_at = row.expires_at};
}

}  // namespace

Result<LinkView> make_invitation(Context& context, const NewInvitation& in) {
  FETTLE_TRY(email, normal_email(in.email));
  FETTLE_TRY(known, store::find_user_by_email(context.database, email));
  if (known) {
    return fail(ErrorCode::kConflict, "somebody with this e-mail address is here already");
  }
  FETTLE_TRY_VOID(store::remove_invitations(context.database, {.team = in.team, .email = email}));
  FETTLE_TRY(link, make_link(context, {.kind = LinkKind::kInvitation,
                                       .team = in.team,
                                       .email = email,
                                       .role = std::string(enum_name(in.role))}));
  FETTLE_TRY_VOID(
      audit(context, {.action = "invitation.created",
                      .subject = link.id,
                      .after = to_canonical_json(InviteUser{.email = email, .role = in.role})}));
  return link;
}

Result<LinkView> invite_user(Context& context, const InviteUser& in) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(link, make_invitation(
                       context, {.team = context.actor.team, .email = in.email, .role = in.role}));
  FETTLE_TRY_VOID(announce(context, "invitations", "created", link.id));
  FETTLE_TRY_VOID(transaction.commit());
  return link;
}

Result<Listed<Invitation>> list_invitations(Context& context, const ListRequest& request) {
  FETTLE_TRY(page, id_page(request));
  const auto& team = context.actor.team;
  FETTLE_TRY(rows, store::list_invitations(context.database, team, context.now, page));
  FETTLE_TRY(total, store::count_invitations(context.database, team, context.now));
  return list_rows(request, std::move(rows), total, invitation_of);
}

Result<void> revoke_invitation(Context& context, std::string_view id) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(found,
             store::remove_invitation(context.database, {context.actor.team, id}, context.now));
  if (!found) return fail(ErrorCode::kNotFound, "there is no invitation with that id");
  FETTLE_TRY_VOID(audit(context, {.action = "invitation.revoked", .subject = std::string(id)}));
  FETTLE_TRY_VOID(announce(context, "invitations", "deleted", id));
  return transaction.commit();
}

Result<InvitationOffer> show_invitation(Context& context, std::string_view token) {
  FETTLE_TRY(link, look_at_link(context, LinkKind::kInvitation, token));
  FETTLE_TRY(team, store::find_team(context.database, link.team_id.value_or("")));
  return InvitationOffer{.team = team ? team->name : "",
                         .email = link.email,
                         .role = role_of(link.role),
                         .expires_at = link.expires_at};
}

Result<SignedIn> accept_invitation(Context& context, const AcceptInvitation& in) {
  FETTLE_TRY(offer, look_at_link(context, LinkKind::kInvitation, in.token));
  FETTLE_TRY_VOID(refuse_without_passwords(context, offer));
  FETTLE_TRY(name, checked_name(in.name, "name"));
  FETTLE_TRY_VOID(security::check_password(in.password, offer.email));
  FETTLE_TRY(hash, context.services.passwords->hash(in.password));

  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(link, use_link(context, LinkKind::kInvitation, in.token));
  FETTLE_TRY(user, add_user(context, {.team = link.team_id.value_or(""),
                                      .email = link.email,
                                      .name = std::move(name),
                                      .password_hash = std::move(hash),
                                      .role = role_of(link.role)}));
  FETTLE_TRY_VOID(let_rescued_in(context, link, user.id));
  FETTLE_TRY(signed_in, begin_session(context, user, in.agent));
  FETTLE_TRY_VOID(transaction.commit());
  return signed_in;
}

}  // namespace fettle::usecases
