// Whose a launch is, where four eyes are needed: the person who asked for it, also by a token of
// theirs, by a trigger or by a schedule.
#pragma once

#include <string>
#include <vector>

#include "usecases/context.hpp"

namespace fettle::usecases {

/// Ids of users; of a schedule, who made it and who edited it last. Where the token, the trigger or
/// the schedule is gone, whoever asks now: nothing shows that it was not theirs.
Result<std::vector<std::string>> launch_authors(Context& context,
                                                const engine::Principal& launched_by);

}  // namespace fettle::usecases
