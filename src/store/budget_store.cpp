#include "store/budget_store.hpp"

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "store/window_store.hpp"

namespace fettle::store {
namespace {

struct Traits {
  std::string name;
  std::string role;
  std::string site;
  std::string os_family;
  std::string tags;
};
BOOST_DESCRIBE_STRUCT(Traits, (), (name, role, site, os_family, tags))

}  // namespace

Result<std::vector<BudgetRow>> list_budgets(Connection& connection, std::string_view team) {
  return connection.all<BudgetRow>(
      "select id, name, selector, max_hosts, max_percent, version, created_by, created_at, "
      "updated_at from disruption_budgets where team_id = ? order by name, id",
      team);
}

Result<std::optional<BudgetRow>> find_budget(Connection& connection, TeamKey key) {
  return connection.find<BudgetRow>(
      "select id, name, selector, max_hosts, max_percent, version, created_by, created_at, "
      "updated_at from disruption_budgets where team_id = ? and id = ?",
      key.team, key.id);
}

Result<void> insert_budget(Connection& connection, std::string_view team, const BudgetRow& budget) {
  FETTLE_TRY_VOID(connection.run(
      "insert into disruption_budgets (id, team_id, name, selector, max_hosts, max_percent, "
      "version, created_by, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      budget.id, team, budget.name, budget.selector, budget.max_hosts, budget.max_percent,
      budget.version, budget.created_by, budget.created_at, budget.updated_at));
  return touch_rules(connection, team);
}

Result<bool> update_budget(Connection& connection, std::string_view team, const BudgetRow& budget) {
  FETTLE_TRY(changed, connection.run(
                          "update disruption_budgets set name = ?, selector = ?, max_hosts = ?, "
                          "max_percent = ?, version = ?, updated_at = ? where team_id = ? and id "
                          "= ? and version = ?",
                          budget.name, budget.selector, budget.max_hosts, budget.max_percent,
                          budget.version, budget.updated_at, team, budget.id, budget.version - 1));
  FETTLE_TRY_VOID(touch_rules(connection, team));
  return changed > 0;
}

Result<void> delete_budget(Connection& connection, TeamKey key) {
  FETTLE_TRY_VOID(connection.run("delete from disruption_budgets where team_id = ? and id = ?",
                                 key.team, key.id));
  return touch_rules(connection, key.team);
}

Result<fleet::Budget> budget_of(const BudgetRow& row) {
  FETTLE_TRY(selector, from_json<fleet::Selector>(row.selector));
  return fleet::Budget{row.name, std::move(selector), row.max_hosts, row.max_percent};
}

Result<std::vector<fleet::Budget>> take_turn(Connection& connection, std::string_view team) {
  FETTLE_TRY(rows, connection.all<BudgetRow>(
                       "update disruption_budgets set turn = turn + 1 where team_id = ? returning "
                       "id, name, selector, max_hosts, max_percent, version, created_by, "
                       "created_at, updated_at",
                       team));
  std::ranges::sort(rows, {}, &BudgetRow::id);
  std::vector<fleet::Budget> budgets;
  for (const auto& row : rows) {
    FETTLE_TRY(budget, budget_of(row));
    budgets.push_back(std::move(budget));
  }
  return budgets;
}

Result<std::vector<HostOut>> hosts_out(Connection& connection, std::string_view team) {
  return connection.all<HostOut>(
      "select h.host as host, s.target as target, s.id as session_id, s.batch_id as batch_id, "
      "s.target_label as target_label, 1 as under_way, null as since from host_sessions h join "
      "sessions s on s.id = h.session_id join batches b on b.id = s.batch_id where b.team_id = ? "
      "and s.status in ('pending', 'running', 'awaiting_approval', 'awaiting_person', 'paused') "
      "union all select o.host, s.target, s.id, s.batch_id, s.target_label, 0, o.since from "
      "hosts_out o join sessions s on s.id = o.session_id where o.team_id = ? order by 1, 6, 3",
      team, team);
}

Result<void> keep_host_out(Connection& connection, std::string_view host, std::string_view session,
                           Instant since) {
  return connection.send(
      "insert into hosts_out (host, team_id, session_id, since) select ?, b.team_id, s.id, "
      "cast(? as bigint) from sessions s join batches b on b.id = s.batch_id where s.id = ? and "
      "b.team_id is not null on conflict (host) do nothing",
      host, since, session);
}

Result<void> take_host_back(Connection& connection, std::string_view host,
                            std::string_view session) {
  return connection.send(
      "delete from hosts_out where session_id = ? or (host = ? and exists (select 1 from sessions "
      "where id = ? and recheck = 0))",
      session, host, session);
}

Result<bool> take_host_back(Connection& connection, TeamKey host) {
  FETTLE_TRY(gone, connection.run("delete from hosts_out where team_id = ? and host = ?", host.team,
                                  host.id));
  FETTLE_TRY_VOID(touch_rules(connection, host.team));
  return gone > 0;
}

Result<std::int64_t> count_matching(Connection& connection, std::string_view team,
                                    const fleet::Selector& selector) {
  FETTLE_TRY(rows, connection.all<Traits>("select name, role, site, os_family, tags from servers "
                                          "where team_id = ? and vanished_at is null",
                                          team));
  std::int64_t count = 0;
  for (auto& row : rows) {
    FETTLE_TRY(tags, from_json<std::vector<std::string>>(row.tags));
    fleet::Server server;
    server.name = std::move(row.name);
    server.role = std::move(row.role);
    server.site = std::move(row.site);
    server.os_family = std::move(row.os_family);
    server.tags = std::move(tags);
    if (fleet::matches(selector, server)) ++count;
  }
  return count;
}

}  // namespace fettle::store
