// Links that work once: set-up, invitation, a new password. Hashes of their tokens; a link that is
// used, over or taken back is not found.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "store/database/connection.hpp"
#include "store/database/id_page.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

struct LinkRow {
  std::string id;
  std::string hash;
  std::string kind;
  std::optional<std::string> team_id;
  std::optional<std::string> user_id;  ///< whose password
  std::string email;                   ///< of who is invited
  std::string role;
  std::optional<std::string> created_by;
  Instant created_at;
  Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(LinkRow, (),
                      (id, hash, kind, team_id, user_id, email, role, created_by, created_at,
                       expires_at))

/// What is asked for, and when.
struct LinkQuery {
  std::string_view kind;
  std::string_view hash;
  Instant now;
};

Result<void> add_link(Connection& connection, const LinkRow& link);
/// Without using it.
Result<std::optional<LinkRow>> find_link(Connection& connection, const LinkQuery& query);
/// Uses it: whoever comes second finds none.
Result<std::optional<LinkRow>> use_link(Connection& connection, const LinkQuery& query);

/// Invitations of a team that may still be accepted.
Result<std::vector<LinkRow>> list_invitations(Connection& connection, std::string_view team,
                                              Instant now, const IdPage& page);
Result<std::int64_t> count_invitations(Connection& connection, std::string_view team, Instant now);
/// False where there is no such invitation that may still be accepted.
Result<bool> remove_invitation(Connection& connection, const TeamKey& key, Instant now);
/// To an address.
struct InvitationTo {
  std::string_view team;
  std::string_view email;
};
Result<void> remove_invitations(Connection& connection, const InvitationTo& to);
/// That let this person choose a password.
Result<void> remove_links_of_user(Connection& connection, const TeamKey& user);
/// That this person made for anybody.
Result<void> remove_links_made_by(Connection& connection, std::string_view user);
/// Used or not.
Result<void> remove_ended_links(Connection& connection, Instant now);
Result<void> remove_setup_links(Connection& connection);

}  // namespace fettle::store
