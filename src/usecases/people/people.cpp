#include "usecases/people/people.hpp"

#include <map>
#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "security/password.hpp"
#include "store/user_session_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/people/local_sign_in.hpp"
#include "usecases/people/sign_in_failures.hpp"
#include "usecases/people/standing.hpp"
#include "usecases/version.hpp"

namespace fettle::usecases {
namespace {

Result<void> keep_an_owner(Context& context, const store::UserRow& before,
                           const store::UserRow& after) {
  if (!is_acting_owner(before) || is_acting_owner(after)) return {};
  FETTLE_TRY(others, store::count_other_owners(context.database, {before.team_id, before.id}));
  if (others > 0) return {};
  return fail(ErrorCode::kConflict,
              "this is the last active owner of the team; make somebody else an owner first");
}

bool administrates(const store::UserRow& row) {
  return row.is_administrator && is_acting_owner(row);
}

Result<void> keep_an_administrator(Context& context, const store::UserRow& before,
                                   const store::UserRow& after) {
  if (!administrates(before) || administrates(after)) return {};
  FETTLE_TRY(others, store::count_other_administrators(context.database, before.id));
  if (others > 0) return {};
  return fail(ErrorCode::kConflict,
              "this is the last administrator of the installation; make somebody else one first");
}

/// Else an owner could make an administrator of themselves, by way of one's password.
Result<void> refuse_over_administrator(const Context& context, const store::UserRow& user) {
  if (!user.is_administrator || context.actor.rights.is_administrator) return {};
  return fail(ErrorCode::kForbidden,
              "this person administrates the installation; only another administrator may do that");
}

Result<void> check_change(Context& context, const store::UserRow& before,
                          const store::UserRow& after) {
  FETTLE_TRY_VOID(refuse_over_administrator(context, before));
  FETTLE_TRY_VOID(refuse_over_administrator(context, after));
  FETTLE_TRY_VOID(keep_an_owner(context, before, after));
  return keep_an_administrator(context, before, after);
}

}  // namespace

Result<Listed<Person>> list_people(Context& context, const ListRequest& request) {
  FETTLE_TRY(page, id_page(request));
  FETTLE_TRY(rows, store::list_users(context.database, context.actor.team, page));
  FETTLE_TRY(total, store::count_users(context.database, context.actor.team));
  return list_rows(request, std::move(rows), total, person_of);
}

Result<Person> show_person(Context& context, std::string_view id) {
  FETTLE_TRY(row, require_user(context, id));
  return person_of(row);
}

Result<Person> update_person(Context& context, const PersonKey& key, const UpdatePerson& in) {
  FETTLE_TRY(transaction, store::Transaction::begin_exclusive(context.database));
  FETTLE_TRY(before, require_user(context, key.id));
  FETTLE_TRY_VOID(check_version(key.version, person_of(before)));
  auto after = before;
  if (in.role) after.role = enum_name(*in.role);
  if (in.is_active) after.is_active = *in.is_active;
  if (in.is_administrator) after.is_administrator = *in.is_administrator;
  FETTLE_TRY_VOID(check_change(context, before, after));
  FETTLE_TRY_VOID(close_ways_in(context, after));
  FETTLE_TRY_VOID(save_person(context, after));
  FETTLE_TRY_VOID(audit(context, {.action = "user.updated",
                                  .subject = before.id,
                                  .before = standing_json(before),
                                  .after = standing_json(after)}));
  FETTLE_TRY_VOID(announce(context, "people", "updated", before.id));
  FETTLE_TRY_VOID(transaction.commit());
  return show_person(context, before.id);
}

Result<LinkView> make_password_link(Context& context, std::string_view id) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(user, require_user(context, id));
  FETTLE_TRY_VOID(refuse_over_administrator(context, user));
  if (!user.is_active) {
    return fail(ErrorCode::kConflict, "this person was let go; let them in again first");
  }
  FETTLE_TRY_VOID(store::remove_links_of_user(context.database, {user.team_id, user.id}));
  FETTLE_TRY(link, make_link(context, {.kind = LinkKind::kPassword,
                                       .team = user.team_id,
                                       .user = user.id,
                                       .email = user.email}));
  FETTLE_TRY_VOID(audit(context, {.action = "user.password_link_made", .subject = user.id}));
  FETTLE_TRY_VOID(transaction.commit());
  return link;
}

Result<void> reset_second_factor(Context& context, std::string_view id) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(user, require_user(context, id));
  FETTLE_TRY_VOID(refuse_over_administrator(context, user));
  if (user.totp_secret.empty()) {
    return fail(ErrorCode::kNotFound, "this person has no second factor");
  }
  user.totp_secret.clear();
  user.totp_pending.clear();
  FETTLE_TRY_VOID(audit(context, {.action = "user.second_factor_reset", .subject = user.id}));
  FETTLE_TRY_VOID(announce(context, "people", "updated", user.id));
  FETTLE_TRY_VOID(save_person(context, std::move(user)));
  return transaction.commit();
}

Result<void> set_password(Context& context, const SetPassword& in) {
  FETTLE_TRY(offer, look_at_link(context, LinkKind::kPassword, in.token));
  FETTLE_TRY_VOID(security::check_password(in.password, offer.email));
  FETTLE_TRY(hash, context.services.passwords->hash(in.password));

  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(link, use_link(context, LinkKind::kPassword, in.token));
  context.actor.team = link.team_id.value_or("");
  FETTLE_TRY(user, require_user(context, link.user_id.value_or("")));
  context.actor.user = user.id;
  context.actor.principal = {engine::PrincipalKind::kUser, user.id, user.name};
  user.password_hash = std::move(hash);
  FETTLE_TRY_VOID(store::remove_user_sessions(context.database, {user.team_id, user.id}, ""));
  FETTLE_TRY_VOID(forget_failures(context, failure_keys(context, user.email)));
  FETTLE_TRY_VOID(let_rescued_in(context, link, user.id));
  FETTLE_TRY_VOID(audit(context, {.action = "user.password_set", .subject = user.id}));
  FETTLE_TRY_VOID(save_person(context, std::move(user)));
  return transaction.commit();
}

}  // namespace fettle::usecases
