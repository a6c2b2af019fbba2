// Being signed in: a session begins (sign_in.cpp, set_up.cpp, invitations.cpp), is listed and ends.
// The browser has its token as a cookie, the database the token's hash. Over after 12 hours
// without a request, and after 7 days in any case.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "usecases/context.hpp"
#include "usecases/people/person.hpp"

namespace fettle::usecases {

inline constexpr Milliseconds kSessionIdleMax = std::chrono::hours(12);
inline constexpr Milliseconds kSessionLifeMax = std::chrono::days(7);

/// What a signed-in page knows of itself.
struct SessionView {
  Person user;
  TeamView team;
  /// For the header `X-CSRF-Token` of each change; none for a token, which needs none.
  std::optional<std::string> csrf_token;
  std::optional<std::vector<security::Scope>> scopes;  ///< of a token; none: a person
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (user, team, csrf_token, scopes))

/// A session that has just begun.
struct SignedIn {
  std::string token;  ///< for the cookie; nowhere else
  SessionView session;
};

/// Inside a transaction. `agent` is what the browser calls itself.
Result<SignedIn> begin_session(Context& context, const store::UserRow& user,
                               std::string_view agent);

/// `token` is the cookie's value; empty for an API token.
Result<SessionView> show_session(Context& context, std::string_view token);

struct ListedSession {
  std::string id;
  std::string address;
  std::string agent;
  Instant created_at;
  Instant seen_at;
  bool is_current = false;
};
BOOST_DESCRIBE_STRUCT(ListedSession, (), (id, address, agent, created_at, seen_at, is_current))

/// The actor's own, newest first.
Result<std::vector<ListedSession>> list_sessions(Context& context, std::string_view token);
/// Ends the session of this cookie.
Result<void> sign_out(Context& context, std::string_view token);
/// kNotFound where the actor has no such session.
Result<void> revoke_session(Context& context, std::string_view id);
/// All of the actor but this one.
Result<void> revoke_other_sessions(Context& context, std::string_view token);
/// The same inside a transaction, without a record.
Result<void> end_other_sessions(Context& context, std::string_view token);

/// Removes what is over: sessions, counts of failures. For upkeep.
Result<void> forget_ended_sessions(Context& context);

}  // namespace fettle::usecases
