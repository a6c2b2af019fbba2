#include "app/server_modes.hpp"

#include "store/team_servers.hpp"

namespace fettle::app {

std::optional<fleet::Mode> ServerModes::mode(std::string_view server_id) {
  const std::scoped_lock lock(mutex_);
  const auto found = modes_.find(server_id);
  return found == modes_.end() ? std::nullopt : std::optional(found->second);
}

Result<void> ServerModes::refresh(store::Connection& database) {
  FETTLE_TRY(state, store::server_state(database));
  const std::tuple now{state.count, state.changed_at};
  if (now == seen_) return {};
  FETTLE_TRY(rows, store::all_server_modes(database));
  std::map<std::string, fleet::Mode, std::less<>> modes(rows.begin(), rows.end());
  const std::scoped_lock lock(mutex_);
  modes_ = std::move(modes);
  seen_ = now;
  return {};
}

}  // namespace fettle::app
