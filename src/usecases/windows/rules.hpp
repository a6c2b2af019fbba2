// What windows, freezes and budgets have in common: rows of a team that any engineer keeps, each
// with a version, and whoever waits for them asks again at once. Included by those files alone.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "store/team_key.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/context.hpp"
#include "usecases/own_user.hpp"

namespace fettle::usecases {

/// Of each kind in a team: admission reads all of them.
inline constexpr std::size_t kRulesMax = 500;

/// How the rows of one kind are kept.
template <class Row>
struct RuleTable {
  std::string_view word;   ///< `window`
  std::string_view topic;  ///< `windows`
  Result<std::optional<Row>> (*find)(store::Connection&, store::TeamKey);
  Result<void> (*insert)(store::Connection&, std::string_view team, const Row&);
  Result<bool> (*update)(store::Connection&, std::string_view team, const Row&);
  Result<void> (*remove)(store::Connection&, store::TeamKey);
};

template <class Row>
Result<Row> find_rule(Context& context, const RuleTable<Row>& table, std::string_view id) {
  FETTLE_TRY(row, table.find(context.database, {context.actor.team, id}));
  if (!row) return fail(ErrorCode::kNotFound, fmt::format("there is no such {}", table.word));
  return *std::move(row);
}

template <class Row>
Result<void> tell_change(Context& context, const RuleTable<Row>& table, std::string_view kind,
                         const AuditEntry& entry) {
  const auto action = fmt::format("{}.{}", table.word, kind);
  FETTLE_TRY_VOID(audit(
      context,
      {.action = action, .subject = entry.subject, .before = entry.before, .after = entry.after}));
  return announce(context, table.topic, kind, entry.subject);
}

/// Inside a transaction. Gives the row its id.
template <class Row>
Result<void> insert_rule(Context& context, const RuleTable<Row>& table, Row& row,
                         std::size_t present) {
  if (present >= kRulesMax) {
    return fail(ErrorCode::kConflict, fmt::format("the team has {} {} already, and no more may be; "
                                                  "delete one",
                                                  present, table.topic));
  }
  row.id = context.new_id();
  row.created_by = own_user(context);
  row.created_at = row.updated_at = context.now;
  FETTLE_TRY_VOID(table.insert(context.database, context.actor.team, row));
  return tell_change(context, table, "created",
                     {.action = {}, .subject = row.id, .after = to_canonical_json(row)});
}

/// Inside a transaction. `row` is `before` with what has changed.
template <class Row>
Result<void> update_rule(Context& context, const RuleTable<Row>& table, Row& row,
                         const Row& before) {
  ++row.version;
  row.updated_at = context.now;
  FETTLE_TRY(written, table.update(context.database, context.actor.team, row));
  if (!written) {
    return fail(ErrorCode::kBusy,
                fmt::format("somebody else saves this {} just now: try again", table.word));
  }
  return tell_change(context, table, "updated",
                     {.action = {},
                      .subject = row.id,
                      .before = to_canonical_json(before),
                      .after = to_canonical_json(row)});
}

template <class Row>
Result<void> delete_rule(Context& context, const RuleTable<Row>& table, std::string_view id) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find_rule(context, table, id));
  FETTLE_TRY_VOID(table.remove(context.database, {context.actor.team, row.id}));
  FETTLE_TRY_VOID(tell_change(context, table, "deleted",
                              {.action = {}, .subject = row.id, .before = to_canonical_json(row)}));
  FETTLE_TRY_VOID(transaction.commit());
  context.services.batches.rules_changed();
  return {};
}

}  // namespace fettle::usecases
