#include "store/new_sessions.hpp"

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/json.hpp"

namespace fettle::store {

Result<void> add_sessions(Connection& connection, const NewBatch& batch, std::size_t first) {
  using Row =
      std::tuple<std::string_view, std::string_view, std::size_t, int, bool, std::string_view,
                 std::string, std::string_view, bool, std::string_view, std::string_view,
                 std::string_view, int, std::string_view, std::string_view, int>;
  const auto fresh = to_json(engine::SessionState{});
  std::vector<Row> rows;
  rows.reserve(batch.sessions.size() - first);
  for (std::size_t i = first; i < batch.sessions.size(); ++i) {
    const auto& target = batch.frozen.targets[i];
    const auto& id = target.server.server_id;
    rows.emplace_back(batch.sessions[i], batch.id, i, batch.waves[i], false, target.label,
                      to_canonical_json(target), id ? std::string_view(*id) : "", is_manual(target),
                      "pending", fresh, "steps", 0, "pending", "none", 0);
  }
  return connection.insert_each(
      "insert into sessions (id, batch_id, position, wave, recheck, target_label, target, "
      "server_id, manual, status, state, stage, step, step_status, failure, issues) values (?, ?, "
      "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      rows);
}

}  // namespace fettle::store
