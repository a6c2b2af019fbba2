#include "usecases/windows/budgets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "usecases/field_problems.hpp"
#include "usecases/secrets/secret_mask.hpp"
#include "usecases/targets/select_servers.hpp"
#include "usecases/version.hpp"
#include "usecases/windows/rules.hpp"

namespace fettle::usecases {
namespace {

using fleet::Selector;
using store::BudgetRow;

constexpr int kHostsMax = 100'000;
constexpr std::size_t kReasonMax = 500;

constexpr RuleTable<BudgetRow> kBudgets{"budget",
                                        "budgets",
                                        &store::find_budget,
                                        &store::insert_budget,
                                        &store::update_budget,
                                        &store::delete_budget};

/// As plans have it.
std::string plan_form(const Selector& selector) {
  std::string parts;
  for (const auto& part : selector.parts) {
    if (!parts.empty()) parts += ',';
    parts += plan_form(part);
  }
  const auto kind = enum_name(selector.kind);
  switch (selector.kind) {
    case Selector::Kind::kAll:
      return R"({"by":"all"})";
    case Selector::Kind::kAllOf:
    case Selector::Kind::kAnyOf:
      return fmt::format(R"({{"{}":[{}]}})", kind, parts);
    case Selector::Kind::kNot:
      return fmt::format(R"({{"not":{}}})", parts);
    default:
      return fmt::format(R"({{"by":"{}","value":{}}})", kind, to_json(selector.value));
  }
}

/// The hosts that are out and their servers.
using HostsOut = std::vector<std::pair<std::string, fleet::Server>>;

Result<HostsOut> read_hosts_out(Context& context) {
  FETTLE_TRY(rows, store::hosts_out(context.database, context.actor.team));
  HostsOut hosts;
  for (auto& row : rows) {
    FETTLE_TRY(target, from_json<fleet::Target>(row.target));
    hosts.emplace_back(std::move(row.host), std::move(target.server));
  }
  return hosts;
}

std::int64_t count_out(const Selector& selector, const HostsOut& hosts) {
  std::set<std::string_view> out;
  for (const auto& [host, server] : hosts) {
    if (fleet::matches(selector, server)) out.insert(host);
  }
  return std::ssize(out);
}

Result<BudgetView> view_of(Context& context, const BudgetRow& row, const HostsOut& hosts) {
  FETTLE_TRY(budget, store::budget_of(row));
  FETTLE_TRY(matching,
             store::count_matching(context.database, context.actor.team, budget.selector));
  return BudgetView{.id = row.id,
                    .name = row.name,
                    .selector = {plan_form(budget.selector)},
                    .words = describe(budget),
                    .max_hosts = row.max_hosts,
                    .max_percent = row.max_percent,
                    .matching = matching,
                    .allowed = fleet::allowed_out(budget, matching),
                    .out = count_out(budget.selector, hosts),
                    .created_by = row.created_by,
                    .created_at = row.created_at,
                    .updated_at = row.updated_at,
                    .version = row.version};
}

Result<BudgetView> view_of(Context& context, const BudgetRow& row) {
  FETTLE_TRY(hosts, read_hosts_out(context));
  return view_of(context, row, hosts);
}

Result<void> fill(BudgetRow& row, const NewBudget& budget) {
  const auto& input = budget.input;
  FieldProblems problems;
  problems.check_name("name", input.name);
  if (input.max_hosts.has_value() == input.max_percent.has_value()) {
    problems.add("max_hosts", "give either max_hosts or max_percent");
  }
  if (input.max_hosts && (*input.max_hosts < 1 || *input.max_hosts > kHostsMax)) {
    problems.add("max_hosts", fmt::format("must be 1 to {}", kHostsMax));
  }
  if (input.max_percent && (*input.max_percent < 1 || *input.max_percent > 100)) {
    problems.add("max_percent", "must be 1 to 100");
  }
  auto selector = read_selector_text(budget.selector);
  if (!selector) {
    problems.add("selector", selector.error().message);
  } else if (fleet::names_list(*selector)) {
    problems.add("selector", "names a target list; a budget is over what servers are",
                 "choose by role, tag, site, os_family or name");
  }
  FETTLE_TRY_VOID(problems.done());
  row.name = input.name;
  row.selector = to_canonical_json(*selector);
  row.max_hosts = input.max_hosts;
  row.max_percent = input.max_percent;
  return {};
}

Result<BudgetView> finish(Context& context, store::Transaction& transaction, const BudgetRow& row) {
  FETTLE_TRY(view, view_of(context, row));
  FETTLE_TRY_VOID(transaction.commit());
  context.services.batches.rules_changed();
  return view;
}

}  // namespace

Result<std::vector<BudgetView>> list_budgets(Context& context) {
  FETTLE_TRY(rows, store::list_budgets(context.database, context.actor.team));
  FETTLE_TRY(hosts, read_hosts_out(context));
  std::vector<BudgetView> views;
  for (const auto& row : rows) {
    FETTLE_TRY(view, view_of(context, row, hosts));
    views.push_back(std::move(view));
  }
  return views;
}

Result<BudgetView> get_budget(Context& context, std::string_view id) {
  FETTLE_TRY(row, find_rule(context, kBudgets, id));
  return view_of(context, row);
}

Result<BudgetView> create_budget(Context& context, const NewBudget& budget) {
  BudgetRow row;
  FETTLE_TRY_VOID(fill(row, budget));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(present, store::list_budgets(context.database, context.actor.team));
  FETTLE_TRY_VOID(insert_rule(context, kBudgets, row, present.size()));
  return finish(context, transaction, row);
}

Result<BudgetView> replace_budget(Context& context, const ReplaceBudget& change) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(before, find_rule(context, kBudgets, change.id));
  FETTLE_TRY(current, view_of(context, before));
  FETTLE_TRY_VOID(check_version(change.version, current));
  auto row = before;
  FETTLE_TRY_VOID(fill(row, change.budget));
  FETTLE_TRY_VOID(update_rule(context, kBudgets, row, before));
  return finish(context, transaction, row);
}

Result<void> delete_budget(Context& context, std::string_view id) {
  return delete_rule(context, kBudgets, id);
}

Result<std::vector<HostOutView>> list_hosts_out(Context& context) {
  FETTLE_TRY(rows, store::hosts_out(context.database, context.actor.team));
  std::vector<HostOutView> views;
  for (auto& row : rows) {
    views.push_back({std::move(row.host), std::move(row.target_label), std::move(row.session_id),
                     std::move(row.batch_id), row.under_way, row.since});
  }
  return views;
}

Result<void> take_host_back(Context& context, HostBack back) {
  FieldProblems problems;
  problems.check_name("reason", back.reason, kReasonMax);
  FETTLE_TRY_VOID(problems.done());
  FETTLE_TRY_VOID(hide_secrets(context, back.reason));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(hosts, store::hosts_out(context.database, context.actor.team));
  const auto working = std::ranges::find_if(
      hosts, [&](const store::HostOut& host) { return host.host == back.host && host.under_way; });
  if (working != hosts.end()) {
    return fail(ErrorCode::kConflict,
                fmt::format("a session works on {}; wait for its end", back.host));
  }
  FETTLE_TRY(was_out, store::take_host_back(context.database, {context.actor.team, back.host}));
  if (!was_out) return fail(ErrorCode::kNotFound, "no such host is out");
  FETTLE_TRY_VOID(
      audit(context,
            {.action = "host.taken_back", .subject = back.host, .after = to_canonical_json(back)}));
  FETTLE_TRY_VOID(announce(context, "budgets", "updated", back.host));
  FETTLE_TRY_VOID(transaction.commit());
  context.services.batches.rules_changed();
  return {};
}

}  // namespace fettle::usecases
