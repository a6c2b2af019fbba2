// Windows and freezes of a team, and who let a batch start against them. What they mean is
// core/schedule/start_rules.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/schedule/start_rules.hpp"
#include "store/database/connection.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

struct WindowRow {
  std::string id;
  std::string name;
  std::string scope_kind;  ///< name of schedule::ScopeKind
  std::string scope_value;
  std::string cron_expression;
  std::string timezone = "UTC";
  int length_minutes = 60;
  std::string uid;  ///< in the calendar that it was imported from; empty: a person made it
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(WindowRow, (),
                      (id, name, scope_kind, scope_value, cron_expression, timezone, length_minutes,
                       uid, version, created_by, created_at, updated_at))

/// By name.
Result<std::vector<WindowRow>> list_windows(Connection& connection, std::string_view team);
Result<std::optional<WindowRow>> find_window(Connection& connection, TeamKey key);
/// Inside a transaction, as all that write.
Result<void> insert_window(Connection& connection, std::string_view team, const WindowRow& window);
/// False where the stored version is not the one before `window.version`.
Result<bool> update_window(Connection& connection, std::string_view team, const WindowRow& window);
Result<void> delete_window(Connection& connection, TeamKey key);

struct FreezeRow {
  std::string id;
  std::string name;
  std::string reason;
  std::string scope_kind;
  std::string scope_value;
  Instant begins_at;
  Instant ends_at;  ///< from here on things start again
  std::string uid;  ///< as a window's
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(FreezeRow, (),
                      (id, name, reason, scope_kind, scope_value, begins_at, ends_at, uid, version,
                       created_by, created_at, updated_at))

/// By their beginning; those that have ended before `ends_after` are left out.
Result<std::vector<FreezeRow>> list_freezes(Connection& connection, std::string_view team,
                                            Instant ends_after = {});
Result<std::optional<FreezeRow>> find_freeze(Connection& connection, TeamKey key);
Result<void> insert_freeze(Connection& connection, std::string_view team, const FreezeRow& freeze);
/// False where the stored version is not the one before `freeze.version`.
Result<bool> update_freeze(Connection& connection, std::string_view team, const FreezeRow& freeze);
Result<void> delete_freeze(Connection& connection, TeamKey key);

/// kInvalid where the row holds what this version does not know.
Result<schedule::WindowRule> rule_of(const WindowRow& row);
Result<schedule::FreezeRule> rule_of(const FreezeRow& row);
/// What holds at `now` or comes after it.
Result<schedule::StartRules> start_rules(Connection& connection, std::string_view team,
                                         Instant now);

struct Override {
  std::string reason;
  std::string by;  ///< JSON of engine::Principal
  Instant at;
};
/// False where the team has no such batch.
Result<bool> override_rules(Connection& connection, TeamKey batch, const Override& given);

/// Whoever waits for a rule of the team asks again. Inside the transaction of the change.
Result<void> touch_rules(Connection& connection, std::string_view team);
/// Changes whenever a rule of any team does.
Result<std::int64_t> rules_state(Connection& connection);

}  // namespace fettle::store
