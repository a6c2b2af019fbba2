// Windows and freezes: when work of the team may start (core/schedule/start_rules.hpp), and the
// override that lets one batch start against them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/window_store.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// Whom a rule is for. `value` is the name of the site or role, the id of the schedule or server,
/// and empty for the team.
struct ScopeInput {
  std::string kind = "team";
  std::string value;
  static constexpr bool kLenient = true;
};
BOOST_DESCRIBE_STRUCT(ScopeInput, (), (kind, value))

struct ScopeView {
  std::string kind;
  std::string value;
  std::string label;  ///< as people call it: the server's name, the schedule's plan
};
BOOST_DESCRIBE_STRUCT(ScopeView, (), (kind, value, label))

// --- windows ----------------------------------------------------------------------------------

struct WindowInput {
  std::string name;
  std::optional<ScopeInput> scope;  ///< none: the team
  std::string cron_expression;      ///< when it opens
  std::optional<std::string> timezone;
  int length_minutes = 0;
};
BOOST_DESCRIBE_STRUCT(WindowInput, (), (name, scope, cron_expression, timezone, length_minutes))

struct WindowView {
  std::string id;
  std::string name;
  ScopeView scope;
  std::string cron_expression;
  std::string cron_words;
  std::string timezone;
  int length_minutes = 0;
  bool is_open = false;
  std::optional<Instant> opens_at;   ///< of the span that is open, else of the next
  std::optional<Instant> closes_at;  ///< of the same
  std::optional<std::string> created_by;
  Instant created_at;
  Instant updated_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(WindowView, (),
                      (id, name, scope, cron_expression, cron_words, timezone, length_minutes,
                       is_open, opens_at, closes_at, created_by, created_at, updated_at, version))

Result<std::vector<WindowView>> list_windows(Context& context);
Result<WindowView> get_window(Context& context, std::string_view id);
/// kInvalid with every problem.
Result<WindowView> create_window(Context& context, const WindowInput& input);
struct ReplaceWindow {
  std::string id;
  std::optional<std::int64_t> version;  ///< that the caller knows
  WindowInput window;
};
/// kStale.
Result<WindowView> replace_window(Context& context, const ReplaceWindow& change);
Result<void> delete_window(Context& context, std::string_view id);

// --- freezes ----------------------------------------------------------------------------------

struct FreezeInput {
  std::string name;
  std::string reason;
  std::optional<ScopeInput> scope;  ///< none: the team
  Instant begins_at;
  Instant ends_at;
};
BOOST_DESCRIBE_STRUCT(FreezeInput, (), (name, reason, scope, begins_at, ends_at))

struct FreezeView {
  std::string id;
  std::string name;
  std::string reason;
  ScopeView scope;
  Instant begins_at;
  Instant ends_at;
  bool holds_now = false;
  std::optional<std::string> created_by;
  Instant created_at;
  Instant updated_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(FreezeView, (),
                      (id, name, reason, scope, begins_at, ends_at, holds_now, created_by,
                       created_at, updated_at, version))

/// Those that are over too.
Result<std::vector<FreezeView>> list_freezes(Context& context);
Result<FreezeView> get_freeze(Context& context, std::string_view id);
Result<FreezeView> create_freeze(Context& context, const FreezeInput& input);
struct ReplaceFreeze {
  std::string id;
  std::optional<std::int64_t> version;
  FreezeInput freeze;
};
Result<FreezeView> replace_freeze(Context& context, const ReplaceFreeze& change);
Result<void> delete_freeze(Context& context, std::string_view id);

// --- what both are kept by --------------------------------------------------------------------

/// Checked and in a row; kInvalid with every problem. Stores nothing.
Result<void> fill(Context& context, store::WindowRow& row, const WindowInput& input);
Result<void> fill(Context& context, store::FreezeRow& row, const FreezeInput& input);

struct OverrideView {
  std::string batch_id;
  std::string reason;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(OverrideView, (), (batch_id, reason, at))
/// The batch's sessions start whatever windows and freezes say. kConflict where it is over.
Result<OverrideView> override_windows(Context& context, std::string_view batch, std::string reason);

}  // namespace fettle::usecases
