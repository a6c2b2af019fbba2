// Disruption budgets of the team, and the hosts that are out (store/budget_store.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.hpp"
#include "store/budget_store.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// Either `max_hosts` or `max_percent`.
struct BudgetInput {
  std::string name;
  std::optional<int> max_hosts;
  std::optional<int> max_percent;
};
BOOST_DESCRIBE_STRUCT(BudgetInput, (), (name, max_hosts, max_percent))

/// With the selector as plans have it, `{"by": "role", "value": "db"}`: JSON.
struct NewBudget {
  BudgetInput input;
  std::string selector;
};

struct BudgetView {
  std::string id;
  std::string name;
  JsonText selector;  ///< as plans have it
  std::string words;  ///< `at most 1 host of role db`
  std::optional<int> max_hosts;
  std::optional<int> max_percent;
  std::int64_t matching = 0;  ///< servers that the selector chooses now
  std::int64_t allowed = 0;   ///< of them may be out at once
  std::int64_t out = 0;       ///< are out now
  std::optional<std::string> created_by;
  Instant created_at;
  Instant updated_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(BudgetView, (),
                      (id, name, selector, words, max_hosts, max_percent, matching, allowed, out,
                       created_by, created_at, updated_at, version))

Result<std::vector<BudgetView>> list_budgets(Context& context);
Result<BudgetView> get_budget(Context& context, std::string_view id);
/// kInvalid with every problem.
Result<BudgetView> create_budget(Context& context, const NewBudget& budget);
struct ReplaceBudget {
  std::string id;
  std::optional<std::int64_t> version;  ///< that the caller knows
  NewBudget budget;
};
/// kStale.
Result<BudgetView> replace_budget(Context& context, const ReplaceBudget& change);
Result<void> delete_budget(Context& context, std::string_view id);

struct HostOutView {
  std::string host;
  std::string target_label;
  std::string session_id;
  std::string batch_id;
  bool under_way = false;  ///< a session works there; else the last one has not succeeded
  std::optional<Instant> since;
};
BOOST_DESCRIBE_STRUCT(HostOutView, (), (host, target_label, session_id, batch_id, under_way, since))
Result<std::vector<HostOutView>> list_hosts_out(Context& context);

struct HostBack {
  std::string host;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(HostBack, (), (host, reason))
/// A person has seen to it that the host is in service again. kNotFound where it is not out;
/// kConflict where a session works there.
Result<void> take_host_back(Context& context, HostBack back);

}  // namespace fettle::usecases
