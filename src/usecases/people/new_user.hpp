// Adds a person with a password to a team: at set-up, and when an invitation is accepted.
#pragma once

#include <string>

#include "usecases/context.hpp"
#include "usecases/people/person.hpp"

namespace fettle::usecases {

struct NewUser {
  std::string team;
  std::string email;  ///< normal (person.hpp)
  std::string name;
  std::string password_hash;
  security::Role role = security::Role::kViewer;
  bool is_administrator = false;
};

/// From here on they are the actor, and the record is theirs. kConflict where somebody has the
/// address. Inside a transaction.
Result<store::UserRow> add_user(Context& context, NewUser user);

}  // namespace fettle::usecases
