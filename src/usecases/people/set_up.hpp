// The first start: a link, which works once, lets its holder make the first team and become its
// owner and the installation's administrator. Nothing of this works once there is anybody.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>

#include "usecases/context.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::usecases {

/// A new link while there is nobody; none afterwards. Links of earlier starts work as well until
/// they are over (a day).
Result<std::optional<std::string>> ensure_setup_link(Context& context);

struct SetUp {
  std::string token;  ///< what follows `#` in the link
  std::string team;   ///< its name
  std::string name;   ///< of the person
  std::string email;
  std::string password;
  std::string agent;  ///< what the browser calls itself
};

/// kConflict where there is somebody; kNotFound for a link that is used or over; kInvalid.
Result<SignedIn> set_up(Context& context, const SetUp& in);

struct SetUpState {
  bool is_needed = false;
};
BOOST_DESCRIBE_STRUCT(SetUpState, (), (is_needed))

Result<SetUpState> show_set_up(Context& context);

}  // namespace fettle::usecases
