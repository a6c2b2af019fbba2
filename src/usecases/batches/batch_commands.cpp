#include "usecases/batches/batch_commands.hpp"

#include <algorithm>
#include <iterator>

#include "store/team_batches.hpp"

namespace fettle::usecases {
namespace {

constexpr std::ptrdiff_t kSessionsMax = 100;

}  // namespace

Result<Commands> list_commands(Context& context, std::string_view batch,
                               std::string_view sessions) {
  if (sessions.empty() || std::ranges::count(sessions, ',') >= kSessionsMax) {
    return fail(ErrorCode::kMalformed, "session_id: name up to 100, with commas between them");
  }
  FETTLE_TRY(row, store::find_team_batch(context.database, context.actor.team, batch));
  Commands commands;
  while (!sessions.empty()) {
    const auto session = sessions.substr(0, sessions.find(','));
    sessions.remove_prefix(std::min(sessions.size(), session.size() + 1));
    FETTLE_TRY(found, store::list_commands(context.database, row.id, session));
    std::ranges::move(found, std::back_inserter(commands.items));
  }
  return commands;
}

}  // namespace fettle::usecases
