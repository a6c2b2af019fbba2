// Who is signed in where: one row for each browser. Holds the hash of its cookie's value, never the
// value. A session that is over, or whose person is no longer active, is not found.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "store/database/connection.hpp"
#include "store/people_store.hpp"

namespace fettle::store {

struct UserSessionRow {
  std::string id;
  std::string hash;
  std::string user_id;
  std::string address;
  std::string agent;
  Instant created_at;
  Instant seen_at;
  Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(UserSessionRow, (),
                      (id, hash, user_id, address, agent, created_at, seen_at, expires_at))

/// A session with its person.
struct SignedInRow {
  std::string session_id;
  Instant seen_at;
  Instant expires_at;
  std::string user_id;
  std::string team_id;
  std::string email;
  std::string name;
  std::string role;
  bool is_administrator = false;
};
BOOST_DESCRIBE_STRUCT(SignedInRow, (),
                      (session_id, seen_at, expires_at, user_id, team_id, email, name, role,
                       is_administrator))

/// What is over: expired, or not seen since.
struct SessionLimits {
  Instant now;
  Instant seen_since;
};

Result<void> add_user_session(Connection& connection, const UserSessionRow& session);
Result<std::optional<SignedInRow>> find_signed_in(Connection& connection, std::string_view hash,
                                                  const SessionLimits& limits);
Result<void> note_session_seen(Connection& connection, std::string_view id, Instant now);
/// Those that are not over, newest first.
Result<std::vector<UserSessionRow>> list_user_sessions(Connection& connection, const TeamKey& user,
                                                       const SessionLimits& limits);

/// One session of a person; `team` is theirs.
struct SessionKey {
  std::string_view team;
  std::string_view user;
  std::string_view id;
};
/// False where the person has no such session.
Result<bool> remove_user_session(Connection& connection, const SessionKey& key);
/// All but the one with the id `kept`, which may be empty. How many.
Result<std::int64_t> remove_user_sessions(Connection& connection, const TeamKey& user,
                                          std::string_view kept);
/// Of everybody.
Result<void> remove_ended_sessions(Connection& connection, const SessionLimits& limits);

}  // namespace fettle::store
