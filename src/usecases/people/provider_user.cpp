#include "usecases/people/provider_user.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "core/fleet/text.hpp"
#include "store/identity_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/people/new_user.hpp"
#include "usecases/people/standing.hpp"

namespace fettle::usecases {
namespace {

using identity::Identity;
using identity::ProviderSettings;

/// Who was refused, and why, as the audit log has it.
struct Refusal {
  std::string subject;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (subject, reason))

void act_as(Context& context, const store::UserRow& user) {
  context.actor.team = user.team_id;
  context.actor.user = user.id;
  context.actor.principal = {engine::PrincipalKind::kUser, user.id, user.name};
}

Result<Entry> refuse(Context& context, const Identity& identity, const std::string& user,
                     std::string reason) {
  FETTLE_TRY_VOID(audit(context, {.action = "user.sign_in_refused",
                                  .subject = user,
                                  .after = to_canonical_json(Refusal{identity.subject, reason})}));
  return Entry{.user = {}, .refusal = {ErrorCode::kForbidden, std::move(reason), {}, {}}};
}

Result<store::TeamRow> team_for_new(Context& context, const ProviderSettings& settings) {
  if (!settings.team.empty()) {
    FETTLE_TRY(team, store::find_team_by_name(context.database, settings.team));
    if (team) return *std::move(team);
    return fail(ErrorCode::kConflict,
                fmt::format("there is no team {}, which oidc-team names; the administrator makes "
                            "it or corrects the setting",
                            fleet::quote(settings.team)));
  }
  FETTLE_TRY(teams, store::list_teams(context.database, {.after = "", .rows = 2}));
  if (teams.size() == 1) return std::move(teams.front());
  return fail(ErrorCode::kConflict,
              teams.empty() ? "this installation is not set up yet; its start has printed a link"
                            : "there are several teams; the administrator names the one that new "
                              "people join (oidc-team)");
}

/// The address tells people apart here, and a provider may let people choose theirs: nobody gets
/// an account by it.
Result<store::UserRow> add_person(Context& context, const Identity& identity,
                                  const std::string& team, security::Role role) {
  if (identity.email.empty()) {
    return fail(ErrorCode::kInvalid,
                "the identity provider says no e-mail address that it has verified; it has to "
                "send the claim `email` (oidc-scopes)");
  }
  FETTLE_TRY(email, normal_email(identity.email));
  FETTLE_TRY(known, store::find_user_by_email(context.database, email));
  if (known) {
    return fail(
        ErrorCode::kConflict,
        fmt::format("somebody here has the address {} already, and an address alone shows "
                    "nobody; sign in as before and link your account, or use another address",
                    fleet::quote(email)));
  }
  const auto name = checked_name(identity.name, "name");
  FETTLE_TRY(user, add_user(context, {.team = team,
                                      .email = email,
                                      .name = name ? *name : email,
                                      .password_hash = {},
                                      .role = role}));
  FETTLE_TRY_VOID(store::add_identity(context.database, {identity.issuer, identity.subject},
                                      user.id, context.now));
  return user;
}

Result<store::UserRow> give_role(Context& context, const store::UserRow& before,
                                 security::Role role) {
  auto after = before;
  after.role = enum_name(role);
  if (after.role == before.role) return after;
  FETTLE_TRY_VOID(close_ways_in(context, after));
  FETTLE_TRY_VOID(save_person(context, after));
  FETTLE_TRY_VOID(audit(context, {.action = "user.updated",
                                  .subject = before.id,
                                  .before = standing_json(before),
                                  .after = standing_json(after)}));
  FETTLE_TRY_VOID(announce(context, "people", "updated", before.id));
  ++after.version;
  return after;
}

}  // namespace

std::string no_role(const identity::ProviderSettings& settings) {
  return fmt::format(
      "none of the groups that {} names for you has a role here; ask whoever runs "
      "this installation (oidc-owners, oidc-engineers, oidc-viewers)",
      settings.name);
}

Result<Entry> admit_identity(Context& context, const ProviderSettings& settings,
                             const Identity& identity) {
  const auto role = identity::role_of_groups(settings.roles, identity.groups);
  FETTLE_TRY(known,
             store::find_user_by_identity(context.database, {identity.issuer, identity.subject}));
  if (!known) {
    FETTLE_TRY(team, team_for_new(context, settings));
    context.actor.team = team.id;
    context.actor.principal.name = "identity provider";
    if (!role) return refuse(context, identity, "", no_role(settings));
    FETTLE_TRY(user, add_person(context, identity, team.id, *role));
    return Entry{.user = std::move(user)};
  }
  act_as(context, *known);
  if (!known->is_active) {
    return refuse(context, identity, known->id,
                  "your account was closed by an owner of the team; ask them");
  }
  FETTLE_TRY(user, give_role(context, *known, role.value_or(security::Role::kViewer)));
  if (role) return Entry{.user = std::move(user)};
  FETTLE_TRY_VOID(end_ways_in(context, user));
  return refuse(context, identity, user.id, no_role(settings));
}

}  // namespace fettle::usecases
