// Teams of the installation, for its administrators. A team is made with an invitation for its
// first owner; what is in a team, an administrator sees no more of than anybody else.
#pragma once

#include <boost/describe/class.hpp>

#include <string>
#include <string_view>

#include "usecases/context.hpp"
#include "usecases/listed.hpp"
#include "usecases/people/links.hpp"
#include "usecases/people/person.hpp"

namespace fettle::usecases {

Result<Listed<TeamView>> list_teams(Context& context, const ListRequest& request);

struct CreateTeam {
  std::string name;
  std::string owner_email;
};
BOOST_DESCRIBE_STRUCT(CreateTeam, (), (name, owner_email))

struct CreatedTeam {
  TeamView team;
  LinkView invitation;  ///< for its first owner
};
BOOST_DESCRIBE_STRUCT(CreatedTeam, (), (team, invitation))

/// kConflict where another team has the name, or somebody the address.
Result<CreatedTeam> create_team(Context& context, const CreateTeam& in);

/// A team with what every team begins with: the shipped flows and recipes. kConflict, kInvalid.
/// Inside a transaction.
Result<store::TeamRow> add_team(Context& context, std::string_view name);

}  // namespace fettle::usecases
