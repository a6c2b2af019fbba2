// Whose a launch is, where four eyes are needed: the person who asked for it, also by a token of
// theirs or by a trigger.
#pragma once

#include <string>

#include "usecases/context.hpp"

namespace fettle::usecases {

/// The id of a user. Where the token or the trigger is gone, whoever asks now: nothing shows that
/// it was not theirs.
Result<std::string> launch_author(Context& context, const engine::Principal& launched_by);

}  // namespace fettle::usecases
