#include "usecases/batches/session_table.hpp"

#include <fmt/format.h>

#include <utility>

#include "store/batch_history.hpp"
#include "store/team_batches.hpp"
#include "usecases/batches/old_state.hpp"

namespace fettle::usecases {
namespace {

Result<void> add(store::SessionTableRow row, SessionTable& table) {
  FETTLE_TRY_VOID(read_old_state(row));
  ++table.count;
  table.session_id.push_back(std::move(row.id));
  table.target_label.push_back(std::move(row.target_label));
  table.position.push_back(row.position);
  table.wave.push_back(row.wave);
  table.recheck.push_back(row.recheck);
  table.status.push_back(std::move(row.status));
  table.failure.push_back(std::move(row.failure));
  table.reason.push_back(std::move(row.reason));
  table.stage.push_back(std::move(row.stage));
  table.step.push_back(row.step);
  table.step_status.push_back(std::move(row.step_status));
  table.issues.push_back(row.issues);
  table.started_at.push_back(row.started_at);
  table.ended_at.push_back(row.ended_at);
  table.assigned_to.push_back(std::move(row.assigned_name));
  table.outcome.push_back(std::move(row.outcome));
  table.version.push_back(row.version);
  return {};
}

}  // namespace

Result<std::string> session_table_version(Context& context, std::string_view batch) {
  FETTLE_TRY(owned, store::find_team_batch(context.database, context.actor.team, batch));
  FETTLE_TRY(version, store::session_table_version(context.database, owned.id));
  return fmt::format("{}-{}-{}-{}", version.sessions, version.states, version.records,
                     version.events);
}

Result<SessionTable> read_session_table(Context& context, std::string_view batch) {
  FETTLE_TRY(owned, store::find_team_batch(context.database, context.actor.team, batch));
  FETTLE_TRY(rows, store::read_session_table(context.database, owned.id));
  SessionTable table;
  for (auto& row : rows) FETTLE_TRY_VOID(add(std::move(row), table));
  return table;
}

}  // namespace fettle::usecases
