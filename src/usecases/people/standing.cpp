#include "usecases/people/standing.hpp"

#include <boost/describe/class.hpp>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "store/link_store.hpp"
#include "store/token_store.hpp"
#include "store/user_session_store.hpp"

namespace fettle::usecases {
namespace {

struct Standing {
  std::string role;
  bool is_active = true;
  bool is_administrator = false;
};
BOOST_DESCRIBE_STRUCT(Standing, (), (role, is_active, is_administrator))

}  // namespace

std::string standing_json(const store::UserRow& row) {
  return to_canonical_json(Standing{
      .role = row.role, .is_active = row.is_active, .is_administrator = row.is_administrator});
}

bool is_acting_owner(const store::UserRow& row) {
  return row.is_active && row.role == enum_name(security::Role::kOwner);
}

Result<void> end_ways_in(Context& context, const store::UserRow& row) {
  const store::TeamKey user{row.team_id, row.id};
  FETTLE_TRY_VOID(store::remove_user_sessions(context.database, user, ""));
  FETTLE_TRY_VOID(store::remove_tokens_of(context.database, user));
  return store::remove_links_of_user(context.database, user);
}

Result<void> close_ways_in(Context& context, const store::UserRow& after) {
  if (!is_acting_owner(after)) {
    FETTLE_TRY_VOID(store::remove_links_made_by(context.database, after.id));
  }
  return after.is_active ? Result<void>() : end_ways_in(context, after);
}

}  // namespace fettle::usecases
