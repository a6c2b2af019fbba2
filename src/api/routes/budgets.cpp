// Disruption budgets of the team, and the hosts that are out.
#include "usecases/windows/budgets.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/items.hpp"
#include "api/routes/all.hpp"
#include "base/json_fields.hpp"
#include "usecases/targets/select_servers.hpp"

namespace fettle::api {
namespace {

using security::Action;

std::string object_of(const JsonFields& fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    text += text.empty() ? '{' : ',';
    append_json_string(text, name);
    text += ':' + value.text;
  }
  return text.empty() ? "{}" : text + '}';
}

/// The selector is read by the rules of plans, the other members as always.
Result<usecases::NewBudget> read_budget(const http::Request& request) {
  FETTLE_TRY(text, json_body(request));
  FETTLE_TRY(fields, read_json_fields(text));
  usecases::NewBudget budget{.input = {}, .selector = field_or(fields, "selector", "null").text};
  fields.erase("selector");
  FETTLE_TRY(input, from_json<usecases::BudgetInput>(object_of(fields)));
  budget.input = std::move(input);
  return budget;
}

Result<std::string> budget_as_json(const http::Request& request) {
  FETTLE_TRY(budget, read_budget(request));
  FETTLE_TRY_VOID(usecases::read_selector_text(budget.selector));
  auto fields = split_own_json(to_json(budget.input));
  fields["selector"] = JsonText{std::move(budget.selector)};
  return object_of(fields);
}

Result<http::Response> list_budgets(Call& call) {
  FETTLE_TRY(budgets, usecases::list_budgets(call.context));
  return items_answer(std::move(budgets));
}

Result<http::Response> create_budget(Call& call) {
  FETTLE_TRY(body, read_budget(call.request));
  FETTLE_TRY(budget, usecases::create_budget(call.context, body));
  return created("/budgets/" + budget.id, budget);
}

Result<http::Response> get_budget(Call& call) {
  FETTLE_TRY(budget, usecases::get_budget(call.context, call.value("budget_id")));
  return json_answer(budget);
}

Result<http::Response> replace_budget(Call& call) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(body, read_budget(call.request));
  FETTLE_TRY(budget, usecases::replace_budget(call.context,
                                              {call.value("budget_id"), version, std::move(body)}));
  return json_answer(budget);
}

Result<http::Response> delete_budget(Call& call) {
  FETTLE_TRY_VOID(usecases::delete_budget(call.context, call.value("budget_id")));
  return no_content();
}

Result<http::Response> list_hosts_out(Call& call) {
  FETTLE_TRY(hosts, usecases::list_hosts_out(call.context));
  return items_answer(std::move(hosts));
}

Result<http::Response> take_host_back(Call& call) {
  FETTLE_TRY(body, read_body<usecases::HostBack>(call));
  FETTLE_TRY_VOID(usecases::take_host_back(call.context, body));
  return no_content();
}

constexpr std::array kRoutes{
    Route{"listBudgets", "GET", "/budgets", Action::kRead, list_budgets},
    Route{"createBudget", "POST", "/budgets", Action::kEditSchedules, create_budget,
          budget_as_json},
    Route{"getBudget", "GET", "/budgets/{budget_id}", Action::kRead, get_budget},
    Route{"replaceBudget", "PUT", "/budgets/{budget_id}", Action::kEditSchedules, replace_budget,
          budget_as_json},
    Route{"deleteBudget", "DELETE", "/budgets/{budget_id}", Action::kEditSchedules, delete_budget},
    Route{"listHostsOut", "GET", "/hosts-out", Action::kRead, list_hosts_out},
    Route{"takeHostBack", "POST", "/hosts-out/back", Action::kRun, take_host_back,
          body_as<usecases::HostBack>},
};

}  // namespace

std::span<const Route> budget_routes() { return kRoutes; }

}  // namespace fettle::api
