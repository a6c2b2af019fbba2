#include "store/approver_count.hpp"

namespace fettle::store {

Result<std::int64_t> count_other_approvers(Connection& connection, std::string_view team,
                                           std::string_view user) {
  return connection.one<std::int64_t>(
      "select count(*) from users where team_id = ? and id <> ? and is_active = 1 and role in "
      "('engineer', 'owner')",
      team, user);
}

}  // namespace fettle::store
