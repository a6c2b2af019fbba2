// Disruption budgets of a team, and the hosts that are out. A host is out while a session that was
// admitted to it is under way, since it may begin to change it, and after that until it has
// succeeded there, or a person says that the host is back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fleet/budget.hpp"
#include "store/database/connection.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

struct BudgetRow {
  std::string id;
  std::string name;
  std::string selector;  ///< JSON of fleet::Selector
  std::optional<int> max_hosts;
  std::optional<int> max_percent;
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(BudgetRow, (),
                      (id, name, selector, max_hosts, max_percent, version, created_by, created_at,
                       updated_at))

/// By name.
Result<std::vector<BudgetRow>> list_budgets(Connection& connection, std::string_view team);
Result<std::optional<BudgetRow>> find_budget(Connection& connection, TeamKey key);
/// Inside a transaction, as all that write.
Result<void> insert_budget(Connection& connection, std::string_view team, const BudgetRow& budget);
/// False where the stored version is not the one before `budget.version`.
Result<bool> update_budget(Connection& connection, std::string_view team, const BudgetRow& budget);
Result<void> delete_budget(Connection& connection, TeamKey key);

Result<fleet::Budget> budget_of(const BudgetRow& row);

/// The budgets of the team, which nobody else counts by until the transaction ends.
Result<std::vector<fleet::Budget>> take_turn(Connection& connection, std::string_view team);

struct HostOut {
  std::string host;    ///< fleet::host_key()
  std::string target;  ///< JSON of fleet::Target
  std::string session_id;
  std::string batch_id;
  std::string target_label;
  bool under_way = false;        ///< a session works there
  std::optional<Instant> since;  ///< of one that is not under way
};
BOOST_DESCRIBE_STRUCT(HostOut, (),
                      (host, target, session_id, batch_id, target_label, under_way, since))
/// In the order of their names; a host may be named more than once.
Result<std::vector<HostOut>> hosts_out(Connection& connection, std::string_view team);

/// The session has ended after a changing step, and has not succeeded: its host stays out.
Result<void> keep_host_out(Connection& connection, std::string_view host, std::string_view session,
                           Instant since);
/// The session has succeeded; `host` is where it worked, or empty.
Result<void> take_host_back(Connection& connection, std::string_view host,
                            std::string_view session);
/// A person says so. False where it is not out, or not of the team.
Result<bool> take_host_back(Connection& connection, TeamKey host);

/// How many servers of the team the selector chooses, those that an import no longer named left
/// out.
Result<std::int64_t> count_matching(Connection& connection, std::string_view team,
                                    const fleet::Selector& selector);

}  // namespace fettle::store
