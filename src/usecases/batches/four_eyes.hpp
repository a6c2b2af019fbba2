// Whether somebody may approve what they or others made: at risk `high` whoever made it or edited
// it last can't, unless nobody else of the team may approve. Then the author may, after typing the
// plan's name, and the record says so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "usecases/context.hpp"

namespace fettle::usecases {

struct Approval {
  std::string_view risk_level;
  std::vector<std::string> authors;  ///< ids of users: who made it, who edited it last
  std::string_view plan;             ///< its name
  std::string_view typed_name;
};

enum class Eyes { kOthers, kOwn };

/// kForbidden where another person must approve; kInvalid where the plan's name is to be typed.
Result<Eyes> check_four_eyes(Context& context, const Approval& approval);

}  // namespace fettle::usecases
