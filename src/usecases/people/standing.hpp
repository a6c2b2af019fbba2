// Somebody's rights as a change of them is recorded, and what they lose with them: whoever is let
// go keeps no way in and no longer lets others in; neither does a former owner.
#pragma once

#include <string>

#include "usecases/context.hpp"
#include "usecases/people/person.hpp"

namespace fettle::usecases {

/// JSON for the audit log: role, active or not, administrator or not.
std::string standing_json(const store::UserRow& row);

/// An active owner.
bool is_acting_owner(const store::UserRow& row);

/// Sessions, tokens and links of their own. Inside a transaction.
Result<void> end_ways_in(Context& context, const store::UserRow& row);

/// As `after` demands. Inside a transaction.
Result<void> close_ways_in(Context& context, const store::UserRow& after);

}  // namespace fettle::usecases
