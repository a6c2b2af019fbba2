// Teams and the people of each. Rows in and out; who may do what is for security/ and usecases/ to
// say. An e-mail address is stored as it is compared (lower case) and belongs to one team.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "store/database/connection.hpp"
#include "store/database/id_page.hpp"
#include "store/resealed.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

struct TeamRow {
  std::string id;
  std::string name;
  std::string stopped_reason;  ///< of the stop switch; empty where the team may work
  std::int64_t version = 1;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(TeamRow, (), (id, name, stopped_reason, version, created_at))

struct UserRow {
  std::string id;
  std::string team_id;
  std::string email;
  std::string name;
  std::string role;
  bool is_administrator = false;
  bool is_active = true;
  std::string password_hash;
  std::string totp_secret;   ///< sealed; empty: no second factor
  std::string totp_pending;  ///< sealed; waits for its first code
  std::int64_t totp_counter = 0;
  std::string settings = "{}";
  std::int64_t version = 1;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> last_sign_in_at;
};
BOOST_DESCRIBE_STRUCT(UserRow, (),
                      (id, team_id, email, name, role, is_administrator, is_active, password_hash,
                       totp_secret, totp_pending, totp_counter, settings, version, created_at,
                       updated_at, last_sign_in_at))

// --- teams -----------------------------------------------------------------------------------

/// kConflict where another team has the name.
Result<void> add_team(Connection& connection, const TeamRow& team);
Result<std::optional<TeamRow>> find_team(Connection& connection, std::string_view id);
Result<std::optional<TeamRow>> find_team_by_name(Connection& connection, std::string_view name);
Result<std::vector<TeamRow>> list_teams(Connection& connection, const IdPage& page);
Result<std::int64_t> count_teams(Connection& connection);

// --- people ----------------------------------------------------------------------------------

/// kConflict where somebody has the address.
Result<void> add_user(Connection& connection, const UserRow& user);
Result<std::optional<UserRow>> find_user(Connection& connection, const TeamKey& key);
/// Of any team: for signing in, where nobody has said yet which one.
Result<std::optional<UserRow>> find_user_by_email(Connection& connection, std::string_view email);
Result<std::vector<UserRow>> list_users(Connection& connection, std::string_view team,
                                        const IdPage& page);
/// Of all teams.
Result<std::vector<UserRow>> list_all_users(Connection& connection);
Result<std::int64_t> count_users(Connection& connection, std::string_view team);
/// Of all teams.
Result<std::int64_t> count_all_users(Connection& connection);
/// Active owners of the team besides this person.
Result<std::int64_t> count_other_owners(Connection& connection, const TeamKey& key);
/// Active administrators of the installation besides this person.
Result<std::int64_t> count_other_administrators(Connection& connection, std::string_view user);

/// All but the ids and the times of its making and signing in; the version becomes one more.
/// False where it is no longer at `user.version`.
Result<bool> save_user(Connection& connection, const UserRow& user);
Result<void> note_sign_in(Connection& connection, const TeamKey& key, Instant now);
/// Of all teams, those whose sealed second factor doesn't begin with `prefix`.
Result<std::vector<UserRow>> list_second_factors_without(Connection& connection,
                                                         std::string_view prefix,
                                                         const IdPage& page);
/// The same second factor, sealed anew. False where it has changed meanwhile.
Result<bool> reseal_second_factor(Connection& connection, const TeamKey& key,
                                  const Resealed& sealed);
/// False where that counter, or a later one, was used before.
Result<bool> use_totp_counter(Connection& connection, const TeamKey& key, std::int64_t counter);

}  // namespace fettle::store
