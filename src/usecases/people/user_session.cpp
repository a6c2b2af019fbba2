#include "usecases/people/user_session.hpp"

#include <utility>

#include "base/utf8.hpp"
#include "base/visible_text.hpp"
#include "security/throttle.hpp"
#include "security/token.hpp"
#include "store/identity_store.hpp"
#include "store/throttle_store.hpp"
#include "store/user_session_store.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/people/provider_sign_in.hpp"

namespace fettle::usecases {
namespace {

constexpr std::size_t kAgentCharactersMax = 200;

store::SessionLimits limits(const Context& context) {
  return {.now = context.now, .seen_since = context.now - kSessionIdleMax};
}

/// What a browser calls itself may be any bytes.
std::string shown_agent(std::string_view agent) {
  const auto text = visible_line(utf8::first(agent, kAgentCharactersMax));
  return std::string(utf8::first(text, kAgentCharactersMax));
}

store::TeamKey self(const Context& context) { return {context.actor.team, context.actor.user}; }

/// The id of the cookie's session; empty where there is none.
Result<std::string> session_id(Context& context, std::string_view token) {
  if (token.empty()) return "";
  FETTLE_TRY(row,
             store::find_signed_in(context.database, security::hash_token(token), limits(context)));
  return row && row->user_id == context.actor.user ? row->session_id : "";
}

Result<SessionView> view_of(Context& context, const store::UserRow& user) {
  FETTLE_TRY(team, store::find_team(context.database, user.team_id));
  if (!team) return fail(ErrorCode::kUnauthenticated, "the team is gone; sign in again");
  return SessionView{.user = person_of(user), .team = team_of(*team)};
}

}  // namespace

Result<SignedIn> begin_session(Context& context, const store::UserRow& user,
                               std::string_view agent) {
  SignedIn signed_in{.token = security::make_token()};
  FETTLE_TRY_VOID(
      store::add_user_session(context.database, {.id = context.new_id(),
                                                 .hash = security::hash_token(signed_in.token),
                                                 .user_id = user.id,
                                                 .address = context.actor.address,
                                                 .agent = shown_agent(agent),
                                                 .created_at = context.now,
                                                 .seen_at = context.now,
                                                 .expires_at = context.now + kSessionLifeMax}));
  FETTLE_TRY_VOID(store::note_sign_in(context.database, {user.team_id, user.id}, context.now));
  FETTLE_TRY(view, view_of(context, user));
  signed_in.session = std::move(view);
  signed_in.session.csrf_token = security::csrf_token(signed_in.token);
  return signed_in;
}

Result<SessionView> show_session(Context& context, std::string_view token) {
  FETTLE_TRY(user, require_user(context, context.actor.user));
  FETTLE_TRY(view, view_of(context, user));
  if (!token.empty()) view.csrf_token = security::csrf_token(token);
  view.scopes = context.actor.rights.scopes;
  return view;
}

Result<std::vector<ListedSession>> list_sessions(Context& context, std::string_view token) {
  FETTLE_TRY(current, session_id(context, token));
  FETTLE_TRY(rows, store::list_user_sessions(context.database, self(context), limits(context)));
  std::vector<ListedSession> sessions;
  for (auto& row : rows) {
    const bool is_current = row.id == current;
    sessions.push_back({.id = std::move(row.id),
                        .address = std::move(row.address),
                        .agent = std::move(row.agent),
                        .created_at = row.created_at,
                        .seen_at = row.seen_at,
                        .is_current = is_current});
  }
  return sessions;
}

Result<void> sign_out(Context& context, std::string_view token) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(id, session_id(context, token));
  FETTLE_TRY(found, store::remove_user_session(context.database,
                                               {context.actor.team, context.actor.user, id}));
  if (!found) return fail(ErrorCode::kNotFound, "nobody is signed in with this cookie");
  FETTLE_TRY_VOID(audit(context, {.action = "user.signed_out", .subject = context.actor.user}));
  return transaction.commit();
}

Result<void> revoke_session(Context& context, std::string_view id) {
  FETTLE_TRY_VOID(require_self(context));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(found, store::remove_user_session(context.database,
                                               {context.actor.team, context.actor.user, id}));
  if (!found) return fail(ErrorCode::kNotFound, "you have no session with that id");
  FETTLE_TRY_VOID(
      audit(context, {.action = "user.session_revoked", .subject = context.actor.user}));
  return transaction.commit();
}

Result<void> revoke_other_sessions(Context& context, std::string_view token) {
  FETTLE_TRY_VOID(require_self(context));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(end_other_sessions(context, token));
  FETTLE_TRY_VOID(
      audit(context, {.action = "user.sessions_revoked", .subject = context.actor.user}));
  return transaction.commit();
}

Result<void> end_other_sessions(Context& context, std::string_view token) {
  FETTLE_TRY(current, session_id(context, token));
  FETTLE_TRY_VOID(store::remove_user_sessions(context.database, self(context), current));
  return {};
}

Result<void> forget_ended_sessions(Context& context) {
  FETTLE_TRY_VOID(store::remove_ended_sessions(context.database, limits(context)));
  FETTLE_TRY_VOID(store::remove_used_sign_ins(context.database, context.now - kSignInSecretLife));
  return store::remove_failures_before(context.database,
                                       context.now - security::kFailuresForgotten);
}

}  // namespace fettle::usecases
