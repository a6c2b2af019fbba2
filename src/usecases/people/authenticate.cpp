#include "usecases/people/authenticate.hpp"

#include <utility>
#include <vector>

#include "base/json.hpp"
#include "security/token.hpp"
#include "store/token_store.hpp"
#include "store/user_session_store.hpp"
#include "usecases/people/person.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::usecases {
namespace {

/// Being seen is noted no more often, so that reading writes little.
constexpr Milliseconds kNotedEvery = std::chrono::minutes(1);

}  // namespace

Result<Actor> authenticate_session(store::Connection& database, const Shown& shown) {
  FETTLE_TRY(row,
             store::find_signed_in(database, security::hash_token(shown.token),
                                   {.now = shown.now, .seen_since = shown.now - kSessionIdleMax}));
  if (!row) return fail(ErrorCode::kUnauthenticated, "your session is over; sign in again");
  if (row->seen_at + kNotedEvery <= shown.now) {
    // A database that is busy keeps nobody out: the next request notes it.
    static_cast<void>(store::note_session_seen(database, row->session_id, shown.now));
  }
  return Actor{.principal = {engine::PrincipalKind::kUser, row->user_id, row->name},
               .user = row->user_id,
               .team = row->team_id,
               .rights = {.role = role_of(row->role),
                          .is_administrator = row->is_administrator,
                          .scopes = {}},
               .address = std::string(shown.address)};
}

Result<Actor> authenticate_token(store::Connection& database, const Shown& shown) {
  FETTLE_TRY(row, store::find_bearer(database, security::hash_token(shown.token), shown.now));
  if (!row) {
    return fail(ErrorCode::kUnauthenticated,
                "this token is over, was revoked or never was one; make a new one");
  }
  if (!row->last_used_at || *row->last_used_at + kNotedEvery <= shown.now) {
    static_cast<void>(store::note_token_used(database, row->token_id, shown.now));
  }
  FETTLE_TRY(scopes, from_json<std::vector<security::Scope>>(row->scopes));
  return Actor{.principal = {engine::PrincipalKind::kToken, row->token_id, row->token_name},
               .user = row->user_id,
               .team = row->team_id,
               .rights = {.role = role_of(row->role),
                          .is_administrator = row->is_administrator,
                          .scopes = std::move(scopes)},
               .address = std::string(shown.address)};
}

}  // namespace fettle::usecases
