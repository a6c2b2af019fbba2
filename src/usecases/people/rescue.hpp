// Help for those who are locked out, from the machine that the database is on: whoever can write
// it needs no permission of ours. Everything is recorded as done on the command line.
#pragma once

#include <boost/describe/class.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "usecases/context.hpp"
#include "usecases/people/links.hpp"
#include "usecases/people/person.hpp"

namespace fettle::usecases {

struct TeamMember {
  std::string team;  ///< its name
  Person person;
};
BOOST_DESCRIBE_STRUCT(TeamMember, (), (team, person))

/// Of all teams.
Result<std::vector<TeamMember>> list_everybody(Context& context);

struct RescueInvitation {
  std::string email;
  security::Role role = security::Role::kOwner;
  std::string team;  ///< its name; empty: the only one there is
};

/// kNotFound without such a team, kInvalid where there are several and none is named.
Result<LinkView> invite_from_here(Context& context, const RescueInvitation& in);

/// A link to choose a new password with. kNotFound.
Result<LinkView> make_password_link_for(Context& context, std::string_view email);

/// Lets the person try to sign in at once, however often they have failed. kNotFound.
Result<void> unlock(Context& context, std::string_view email);

/// Takes the second factor away from somebody who has lost it. kNotFound.
Result<void> reset_second_factor_of(Context& context, std::string_view email);

}  // namespace fettle::usecases
