#include "usecases/people/teams.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/json.hpp"
#include "core/fleet/text.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/flows/seed_catalogue.hpp"
#include "usecases/people/invitations.hpp"

namespace fettle::usecases {

Result<Listed<TeamView>> list_teams(Context& context, const ListRequest& request) {
  FETTLE_TRY(page, id_page(request));
  FETTLE_TRY(rows, store::list_teams(context.database, page));
  FETTLE_TRY(total, store::count_teams(context.database));
  return list_rows(request, std::move(rows), total, team_of);
}

Result<store::TeamRow> add_team(Context& context, std::string_view name) {
  FETTLE_TRY(checked, checked_name(name, "name of the team"));
  store::TeamRow row{.id = context.new_id(), .name = std::move(checked), .created_at = context.now};
  auto added = store::add_team(context.database, row);
  if (!added && added.error().code == ErrorCode::kConflict) {
    return fail(ErrorCode::kConflict, fmt::format("there is a team {} already; take another name",
                                                  fleet::quote(row.name)));
  }
  FETTLE_TRY_VOID(std::move(added));
  FETTLE_TRY_VOID(seed_catalogue(context.database, row.id, context.now, context.random));
  return row;
}

Result<CreatedTeam> create_team(Context& context, const CreateTeam& in) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, add_team(context, in.name));
  FETTLE_TRY_VOID(audit(
      context,
      {.action = "team.created", .subject = row.id, .after = to_canonical_json(team_of(row))}));
  FETTLE_TRY(invitation, make_invitation(context, {.team = row.id,
                                                   .email = in.owner_email,
                                                   .role = security::Role::kOwner}));
  FETTLE_TRY_VOID(transaction.commit());
  return CreatedTeam{.team = team_of(row), .invitation = std::move(invitation)};
}

}  // namespace fettle::usecases
