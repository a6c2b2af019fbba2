#include "usecases/people/set_up.hpp"

#include <utility>

#include "security/password.hpp"
#include "usecases/people/links.hpp"
#include "usecases/people/new_user.hpp"
#include "usecases/people/teams.hpp"

namespace fettle::usecases {
namespace {

Result<void> refuse_when_done(Context& context) {
  FETTLE_TRY(people, store::count_all_users(context.database));
  if (people == 0) return {};
  return fail(ErrorCode::kConflict, "this installation is set up already; sign in");
}

}  // namespace

Result<std::optional<std::string>> ensure_setup_link(Context& context) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(people, store::count_all_users(context.database));
  if (people > 0) return std::nullopt;
  FETTLE_TRY(link, make_link(context, {.kind = LinkKind::kSetup}));
  FETTLE_TRY_VOID(transaction.commit());
  return std::move(link.url);
}

Result<SignedIn> set_up(Context& context, const SetUp& in) {
  FETTLE_TRY_VOID(refuse_when_done(context));
  FETTLE_TRY_VOID(look_at_link(context, LinkKind::kSetup, in.token));
  FETTLE_TRY(email, normal_email(in.email));
  FETTLE_TRY(name, checked_name(in.name, "name"));
  FETTLE_TRY_VOID(security::check_password(in.password, email));
  FETTLE_TRY(hash, context.services.passwords->hash(in.password));

  FETTLE_TRY(transaction, store::Transaction::begin_exclusive(context.database));
  FETTLE_TRY_VOID(refuse_when_done(context));
  FETTLE_TRY_VOID(use_link(context, LinkKind::kSetup, in.token));
  FETTLE_TRY(team, add_team(context, in.team));
  FETTLE_TRY(user, add_user(context, {.team = team.id,
                                      .email = std::move(email),
                                      .name = std::move(name),
                                      .password_hash = std::move(hash),
                                      .role = security::Role::kOwner,
                                      .is_administrator = true}));
  FETTLE_TRY_VOID(store::remove_setup_links(context.database));
  FETTLE_TRY(signed_in, begin_session(context, user, in.agent));
  FETTLE_TRY_VOID(transaction.commit());
  return signed_in;
}

Result<SetUpState> show_set_up(Context& context) {
  FETTLE_TRY(people, store::count_all_users(context.database));
  return SetUpState{.is_needed = people == 0};
}

}  // namespace fettle::usecases
