#include "store/flow_store.hpp"

#include <array>

#include "base/json.hpp"
#include "store/database/page_sql.hpp"

namespace fettle::store {
namespace {

using Kind = SortColumn::Kind;

constexpr std::array kSorts{SortColumn{"created_at", "created_at", Kind::kNumber},
                            SortColumn{"name", "name", Kind::kName},
                            SortColumn{"updated_at", "updated_at", Kind::kNumber}};

/// The values of the conditions that listing and counting share.
struct Conditions {
  explicit Conditions(const FlowFilter& filter)
      : archived(filter.archived == Archived::kOnly),
        tag(filter.tag.empty() ? "" : like_anywhere(to_json(filter.tag))),
        text(like_anywhere(filter.text)) {}
  bool archived;
  std::string tag;
  std::string text;
};

Result<void> insert_version(Connection& connection, const FlowRow& flow, Instant at) {
  FETTLE_TRY_VOID(connection.run(
      "insert into tree_versions (tree_id, version, markdown, created_by, created_at) values "
      "(?, ?, ?, ?, ?)",
      flow.id, flow.version, flow.markdown, flow.updated_by, at));
  return {};
}

}  // namespace

Result<PageRows<FlowHead>> list_flows(Connection& connection, const FlowFilter& filter,
                                      const PageQuery& page) {
  constexpr std::string_view kList =
      "select id, tree_type, name, substr(description, 1, 500) as description, subject, "
      "risk_level, strategy, tags, step_count, is_builtin, version, created_by, updated_by, "
      "archived_at, created_at, updated_at from trees where team_id = ? and (? = '' or tree_type = "
      "?) and (archived_at is not null) = (? = 1) and (? = '' or lower(tags) like ? escape '!') "
      "and (? = '' or lower(name) like ? escape '!' or lower(description) like ? escape '!' or "
      "lower(tags) like ? escape '!' or lower(markdown) like ? escape '!')";
  FETTLE_TRY(sql, page_sql(connection, page, kSorts));
  const Conditions where(filter);
  FETTLE_TRY(
      rows, connection.all<FlowHead>(std::string(kList) + sql.clause, filter.team, filter.tree_type,
                                     filter.tree_type, where.archived, where.tag, where.tag,
                                     where.text, where.text, where.text, where.text, where.text,
                                     sql.id, sql.value, sql.id, sql.rows));
  FETTLE_TRY(total,
             connection.one<std::int64_t>(
                 "select count(*) from trees where team_id = ? and (? = '' or tree_type = ?) and "
                 "(archived_at is not null) = (? = 1) and (? = '' or lower(tags) like ? escape "
                 "'!') and (? = '' or lower(name) like ? escape '!' or lower(description) like ? "
                 "escape '!' or lower(tags) like ? escape '!' or lower(markdown) like ? escape "
                 "'!')",
                 filter.team, filter.tree_type, filter.tree_type, where.archived, where.tag,
                 where.tag, where.text, where.text, where.text, where.text, where.text));
  return PageRows<FlowHead>{.rows = std::move(rows), .total = total};
}

Result<std::vector<FlowCount>> count_flows_by_type(Connection& connection, std::string_view team) {
  return connection.all<FlowCount>(
      "select tree_type, case when archived_at is null then 0 else 1 end as is_archived, count(*) "
      "as count from trees where team_id = ? group by 1, 2 order by 1, 2",
      team);
}

Result<std::optional<FlowRow>> find_flow(Connection& connection, TeamKey key) {
  return connection.find<FlowRow>(
      "select id, tree_type, name, description, subject, risk_level, strategy, tags, step_count, "
      "is_builtin, version, created_by, updated_by, archived_at, created_at, updated_at, markdown, "
      "tree_structure, intake_form, front, diagnostics, builtin_name, builtin_hash from trees "
      "where "
      "team_id = ? and id = ?",
      key.team, key.id);
}

Result<std::optional<FlowRow>> find_builtin_flow(Connection& connection, std::string_view team,
                                                 std::string_view builtin_name) {
  FETTLE_TRY(id,
             connection.find<std::string>(
                 "select id from trees where team_id = ? and builtin_name = ? and is_builtin = 1",
                 team, builtin_name));
  if (!id) return std::nullopt;
  return find_flow(connection, {team, *id});
}

Result<void> insert_flow(Connection& connection, std::string_view team, const FlowRow& flow) {
  FETTLE_TRY_VOID(connection.run(
      "insert into trees (id, team_id, tree_type, name, description, markdown, tree_structure, "
      "intake_form, front, diagnostics, subject, risk_level, strategy, tags, step_count, "
      "is_builtin, "
      "builtin_name, builtin_hash, version, created_by, updated_by, created_at, updated_at) values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      flow.id, team, flow.tree_type, flow.name, flow.description, flow.markdown,
      flow.tree_structure, flow.intake_form, flow.front, flow.diagnostics, flow.subject,
      flow.risk_level, flow.strategy, flow.tags, flow.step_count, flow.is_builtin,
      flow.builtin_name, flow.builtin_hash, flow.version, flow.created_by, flow.updated_by,
      flow.created_at, flow.updated_at));
  return insert_version(connection, flow, flow.created_at);
}

Result<bool> update_flow(Connection& connection, std::string_view team, const FlowRow& flow) {
  FETTLE_TRY(changed,
             connection.run("update trees set tree_type = ?, name = ?, description = ?, markdown = "
                            "?, tree_structure = ?, intake_form = ?, front = ?, diagnostics = ?, "
                            "subject = ?, risk_level = ?, strategy = ?, tags = ?, step_count = ?, "
                            "builtin_hash = ?, version = ?, updated_by = ?, updated_at = ? where "
                            "team_id = ? and id = ? and version = ?",
                            flow.tree_type, flow.name, flow.description, flow.markdown,
                            flow.tree_structure, flow.intake_form, flow.front, flow.diagnostics,
                            flow.subject, flow.risk_level, flow.strategy, flow.tags,
                            flow.step_count, flow.builtin_hash, flow.version, flow.updated_by,
                            flow.updated_at, team, flow.id, flow.version - 1));
  if (changed == 0) return false;
  FETTLE_TRY_VOID(insert_version(connection, flow, flow.updated_at));
  return true;
}

Result<void> archive_flow(Connection& connection, std::string_view team, const FlowRow& flow) {
  FETTLE_TRY_VOID(connection.run(
      "update trees set archived_at = ?, version = ?, updated_by = ?, updated_at = ? "
      "where team_id = ? and id = ?",
      flow.archived_at, flow.version, flow.updated_by, flow.updated_at, team, flow.id));
  return {};
}

Result<std::int64_t> count_schedules_of_flow(Connection& connection, TeamKey key) {
  return connection.one<std::int64_t>(
      "select count(*) from maintenance_schedules where team_id = ? and tree_id = ?", key.team,
      key.id);
}

Result<void> delete_flow(Connection& connection, TeamKey key) {
  FETTLE_TRY_VOID(
      connection.run("delete from trees where team_id = ? and id = ?", key.team, key.id));
  return {};
}

Result<PageRows<FlowVersion>> list_flow_versions(Connection& connection, TeamKey key,
                                                 const PageQuery& page) {
  // Its own order is the cursor: a version is a number that is there once.
  FETTLE_TRY(before, number_behind(page));
  FETTLE_TRY(rows,
             connection.all<FlowVersion>(
                 "select v.version as version, v.created_by as created_by, v.created_at as "
                 "created_at from tree_versions v join trees t on t.id = v.tree_id where t.team_id "
                 "= ? and t.id = ? and (? = 0 or v.version < ?) order by v.version desc limit ?",
                 key.team, key.id, before, before, page.limit + 1));
  FETTLE_TRY(total, connection.one<std::int64_t>(
                        "select count(*) from tree_versions v join trees t on t.id = v.tree_id "
                        "where t.team_id = ? and t.id = ?",
                        key.team, key.id));
  return PageRows<FlowVersion>{.rows = std::move(rows), .total = total};
}

Result<std::optional<std::int64_t>> find_flow_version_before(Connection& connection, TeamKey key,
                                                             std::int64_t version) {
  return connection.one<std::optional<std::int64_t>>(
      "select max(v.version) from tree_versions v join trees t on t.id = v.tree_id where t.team_id "
      "= ? and t.id = ? and v.version < ?",
      key.team, key.id, version);
}

Result<std::optional<std::string>> find_flow_text(Connection& connection, TeamKey key,
                                                  std::int64_t version) {
  return connection.find<std::string>(
      "select v.markdown from tree_versions v join trees t on t.id = v.tree_id where t.team_id = ? "
      "and t.id = ? and v.version = ?",
      key.team, key.id, version);
}

}  // namespace fettle::store
