#include "usecases/people/rescue.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "core/fleet/text.hpp"
#include "store/throttle_store.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/people/invitations.hpp"
#include "usecases/people/people.hpp"
#include "usecases/people/sign_in_failures.hpp"

namespace fettle::usecases {
namespace {

constexpr int kTeamsMax = 100'000;

Result<std::vector<store::TeamRow>> all_teams(Context& context) {
  return store::list_teams(context.database, {.after = "", .rows = kTeamsMax});
}

/// From here on the context is of their team.
Result<store::UserRow> find_anywhere(Context& context, std::string_view text) {
  FETTLE_TRY(email, normal_email(text));
  FETTLE_TRY(user, store::find_user_by_email(context.database, email));
  if (!user) {
    return fail(ErrorCode::kNotFound,
                fmt::format("there is nobody with the address {}; `fettle user list` shows all",
                            fleet::quote(email)));
  }
  context.actor.team = user->team_id;
  return *std::move(user);
}

Result<std::string> team_id(Context& context, std::string_view name) {
  FETTLE_TRY(teams, all_teams(context));
  if (name.empty() && teams.size() == 1) return teams.front().id;
  for (auto& team : teams) {
    if (team.name == name) return std::move(team.id);
  }
  if (name.empty() && !teams.empty()) {
    return fail(ErrorCode::kInvalid, "there are several teams; name one with --team");
  }
  return fail(ErrorCode::kNotFound,
              teams.empty() ? "there is no team yet; the first start of `fettle serve` prints a "
                              "link to make one"
                            : fmt::format("there is no team {}", fleet::quote(name)));
}

}  // namespace

Result<std::vector<TeamMember>> list_everybody(Context& context) {
  FETTLE_TRY(teams, all_teams(context));
  std::map<std::string, std::string> names;
  for (auto& team : teams) names.emplace(team.id, std::move(team.name));
  FETTLE_TRY(users, store::list_all_users(context.database));
  std::vector<TeamMember> everybody;
  for (const auto& user : users) {
    everybody.push_back({.team = names[user.team_id], .person = person_of(user)});
  }
  return everybody;
}

Result<LinkView> invite_from_here(Context& context, const RescueInvitation& in) {
  FETTLE_TRY(team, team_id(context, in.team));
  context.actor.team = std::move(team);
  return invite_user(context, {.email = in.email, .role = in.role});
}

Result<LinkView> make_password_link_for(Context& context, std::string_view email) {
  FETTLE_TRY(user, find_anywhere(context, email));
  return make_password_link(context, user.id);
}

Result<void> unlock(Context& context, std::string_view email) {
  FETTLE_TRY(user, find_anywhere(context, email));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(
      store::remove_failures(context.database, failure_keys(context, user.email).account));
  FETTLE_TRY_VOID(audit(context, {.action = "user.unlocked", .subject = user.id}));
  return transaction.commit();
}

Result<void> reset_second_factor_of(Context& context, std::string_view email) {
  FETTLE_TRY(user, find_anywhere(context, email));
  return reset_second_factor(context, user.id);
}

}  // namespace fettle::usecases
