// Rows of sessions that an earlier version wrote: what lists show of them stands in their record
// alone (migrations/0017_what_lists_show.sql).
#pragma once

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "core/engine/session_state.hpp"

namespace fettle::usecases {

/// Fills in what `row` lacks where it brings its record.
template <class Row>
Result<void> read_old_state(Row& row) {
  if (row.state.empty()) return {};
  FETTLE_TRY(state, from_json<engine::SessionState>(row.state));
  row.failure = enum_name(state.failure);
  if (row.reason.empty()) row.reason = std::move(state.reason);
  row.stage = enum_name(state.stage);
  row.step = state.step;
  row.step_status = enum_name(state.current.status);
  row.issues = state.issues;
  row.version = state.version;
  return {};
}

}  // namespace fettle::usecases
