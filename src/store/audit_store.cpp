#include "store/audit_store.hpp"

#include <fmt/format.h>

#include <limits>

#include "base/json.hpp"
#include "base/sha256.hpp"

namespace fettle::store {
namespace {

constexpr int kRowsAtOnce = 1000;

std::string hash_of(std::string_view previous, const AuditRow& row) {
  return sha256_hex(to_canonical_json(std::vector<std::string>{
      std::string(previous), std::to_string(row.sequence), row.team_id, std::to_string(row.at.ms),
      row.actor, row.actor_id, row.address, row.action, row.subject, row.difference}));
}

/// An action whatever stands between its words: earlier versions wrote `schedule paused` and
/// `server.mode-changed`, and what they wrote stays.
std::string joined(std::string action) {
  for (char& letter : action) {
    if (letter == '.' || letter == ' ' || letter == '-') letter = '_';
  }
  return action;
}

/// The filter as the queries take it.
struct Bounds {
  explicit Bounds(const AuditFilter& filter)
      : action(joined(filter.action)),
        dotted(filter.action + "."),
        spaced(filter.action + " "),
        from(filter.from.value_or(Instant{std::numeric_limits<std::int64_t>::min()})),
        to(filter.to.value_or(Instant{std::numeric_limits<std::int64_t>::max()})) {}
  std::string action;
  std::string dotted;
  std::string spaced;
  Instant from;
  Instant to;
};

/// What is wrong with `row`, which should come after `previous`; empty where it is as written.
std::string problem_of(const AuditCheck& previous, const AuditRow& row) {
  if (row.sequence != previous.rows + 1) return "the entry before it is missing";
  if (row.hash != hash_of(previous.hash, row)) return "it, or the entry before it, was changed";
  return {};
}

/// Goes on with `check` over the next rows up to `last`. False when it is over.
Result<bool> check_rows(Connection& connection, std::int64_t last, AuditCheck& check) {
  FETTLE_TRY(rows, connection.all<AuditRow>(
                       "select sequence, team_id, at, actor, actor_id, address, action, subject, "
                       "difference, hash from audit_log where sequence > ? and sequence <= ? "
                       "order by sequence limit ?",
                       check.rows, last, kRowsAtOnce));
  for (const auto& row : rows) {
    check.problem = problem_of(check, row);
    if (!check.problem.empty()) {
      check.broken_at = row.sequence;
      return false;
    }
    check.rows = row.sequence;
    check.hash = row.hash;
  }
  return !rows.empty();
}

std::string_view or_null(std::string_view json) { return json.empty() ? "null" : json; }

}  // namespace

Result<void> add_audit(Connection& connection, AuditRow row) {
  FETTLE_TRY(sequence, connection.one<std::int64_t>(
                           "update counters set value = value + 1 where name = 'audit' "
                           "returning value"));
  FETTLE_TRY(previous, connection.find<std::string>("select hash from audit_log where sequence = ?",
                                                    sequence - 1));
  row.sequence = sequence;
  row.hash = hash_of(previous.value_or(""), row);
  FETTLE_TRY_VOID(connection.run(
      "insert into audit_log (sequence, team_id, at, actor, actor_id, address, action, subject, "
      "difference, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      row.sequence, row.team_id, row.at, row.actor, row.actor_id, row.address, row.action,
      row.subject, row.difference, row.hash));
  return {};
}

Result<void> add_word_audit(Connection& connection, const ports::WordAudit& word,
                            std::string_view before) {
  return add_audit(connection,
                   AuditRow{.team_id = word.team_id,
                            .at = word.at,
                            .actor = word.actor,
                            .actor_id = word.actor_id,
                            .address = word.address,
                            .action = word.action,
                            .subject = word.subject,
                            .difference = fmt::format("{{\"before\":{},\"after\":{}}}",
                                                      or_null(before), or_null(word.after))});
}

Result<std::vector<AuditRow>> list_audit(Connection& connection, std::string_view team,
                                         const AuditFilter& filter, const AuditPage& page) {
  const Bounds bounds(filter);
  const auto before = page.before > 0 ? page.before : std::numeric_limits<std::int64_t>::max();
  return connection.all<AuditRow>(
      "select sequence, team_id, at, actor, actor_id, address, action, subject, difference, hash "
      "from audit_log where team_id = ? and sequence < ? and (? = '' or actor_id = ?) and "
      "(? = '' or replace(replace(replace(action, '.', '_'), ' ', '_'), '-', '_') = ? or "
      "substr(action, 1, cast(? as integer)) in (?, ?)) and "
      "(? = '' or subject = ?) and at >= ? and at < ? order by sequence desc limit ?",
      team, before, filter.actor, filter.actor, bounds.action, bounds.action, bounds.dotted.size(),
      bounds.dotted, bounds.spaced, filter.subject, filter.subject, bounds.from, bounds.to,
      page.rows);
}

Result<std::int64_t> count_audit(Connection& connection, std::string_view team,
                                 const AuditFilter& filter) {
  const Bounds bounds(filter);
  return connection.one<std::int64_t>(
      "select count(*) from audit_log where team_id = ? and (? = '' or actor_id = ?) and "
      "(? = '' or replace(replace(replace(action, '.', '_'), ' ', '_'), '-', '_') = ? or "
      "substr(action, 1, cast(? as integer)) in (?, ?)) and "
      "(? = '' or subject = ?) and at >= ? and at < ?",
      team, filter.actor, filter.actor, bounds.action, bounds.action, bounds.dotted.size(),
      bounds.dotted, bounds.spaced, filter.subject, filter.subject, bounds.from, bounds.to);
}

Result<AuditCheck> verify_audit(Connection& connection, const std::optional<NotedHash>& noted) {
  FETTLE_TRY(last, connection.one<std::int64_t>("select value from counters where name = 'audit'"));
  AuditCheck check;
  while (true) {
    FETTLE_TRY(more, check_rows(connection, last, check));
    if (!more) break;
  }
  if (check.broken_at == 0 && check.rows < last) {
    check.broken_at = check.rows + 1;
    check.problem = "it, and all after it, are missing";
  }
  if (check.broken_at > 0 || !noted) return check;
  FETTLE_TRY(hash, connection.find<std::string>("select hash from audit_log where sequence = ?",
                                                noted->sequence));
  if (hash != noted->hash) {
    check.broken_at = noted->sequence;
    check.problem = "it is not the one that was noted: the chain was written anew";
  }
  return check;
}

}  // namespace fettle::store
