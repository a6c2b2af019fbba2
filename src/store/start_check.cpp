#include "store/start_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "store/budget_store.hpp"
#include "store/window_store.hpp"

namespace fettle::store {
namespace {

using engine::WaitKind;

WaitKind kind_of(schedule::Obstacle::Kind kind) {
  return kind == schedule::Obstacle::Kind::kWindow ? WaitKind::kWindow : WaitKind::kFreeze;
}

/// How long the plan has taken at most in 95 of 100 of its last sessions; zero without any.
Result<Milliseconds> usual_duration(Connection& connection, std::string_view tree) {
  FETTLE_TRY(took, connection.all<std::int64_t>(
                       "select s.ended_at - s.started_at as took from sessions s join batches b on "
                       "b.id = s.batch_id where b.tree_id = ? and s.status = 'completed' and "
                       "s.recheck = 0 and s.ended_at is not null order by s.ended_at desc limit "
                       "100",
                       tree));
  if (took.empty()) return Milliseconds(0);
  std::ranges::sort(took);
  return Milliseconds(took[(took.size() * 95 + 99) / 100 - 1]);
}

}  // namespace

Result<StartCheck> StartCheck::read(Connection& connection, std::string_view batch, Instant now) {
  FETTLE_TRY(found,
             connection.one<Batch>("select b.team_id as team_id, b.tree_id as tree_id, "
                                   "b.schedule_id as schedule_id, b.override_at as override_at, "
                                   "t.stopped_at as stopped_at, t.stopped_reason as stopped_reason "
                                   "from batches b left join teams t on t.id = b.team_id where "
                                   "b.id = ?",
                                   batch));
  StartCheck check(connection, std::move(found), now);
  if (check.batch_.team_id && !check.batch_.override_at) {
    FETTLE_TRY(rules, start_rules(connection, *check.batch_.team_id, now));
    check.rules_ = std::move(rules);
  }
  return check;
}

Result<void> StartCheck::ask_rules(const ports::AdmissionRequest& asked, ports::Admission& answer) {
  if (batch_.stopped_at) {
    answer.reasons.push_back(
        {WaitKind::kStopSwitch, fmt::format("every start of the team is stopped: {}",
                                            batch_.stopped_reason.value_or(""))});
  }
  if (rules_.windows.empty() && rules_.freezes.empty()) return {};
  FETTLE_TRY(server, server_of(asked.session));
  FETTLE_TRY(needs, needs_of(asked));
  const schedule::Start start{.subject = {.schedule = batch_.schedule_id.value_or(""),
                                          .server = server->server_id.value_or(""),
                                          .server_name = server->name,
                                          .site = server->site,
                                          .role = server->role},
                              .needs = needs};
  for (auto& obstacle : schedule::obstacles(rules_, start, now_)) {
    answer.reasons.push_back({kind_of(obstacle.kind), std::move(obstacle.text)});
    if (!obstacle.until || batch_.stopped_at) continue;
    answer.again_at = std::min(answer.again_at.value_or(*obstacle.until), *obstacle.until);
  }
  return {};
}

Result<void> StartCheck::ask_budgets(const ports::AdmissionRequest& asked,
                                     ports::Admission& answer) {
  if (asked.host.empty() || !batch_.team_id) return {};
  if (!budgets_) FETTLE_TRY_VOID(count());
  if (budgets_->empty()) return {};
  FETTLE_TRY(server, server_of(asked.session));
  for (auto& counted : *budgets_) {
    const auto& budget = counted.budget;
    if (counted.out.contains(asked.host)) continue;
    if (!fleet::matches(budget.selector, *server)) continue;
    FETTLE_TRY(fits, has_room(counted));
    if (fits) continue;
    answer.reasons.push_back({WaitKind::kBudget, fmt::format("budget \"{}\" lets {} be out at once",
                                                             budget.name, describe(budget))});
  }
  return {};
}

/// One may always be out, whatever the budget.
Result<bool> StartCheck::has_room(Counted& counted) {
  if (counted.out.empty()) return true;
  const auto& budget = counted.budget;
  if (budget.percent && !counted.matching) {
    FETTLE_TRY(matching, count_matching(*connection_, *batch_.team_id, budget.selector));
    counted.matching = matching;
  }
  return std::ssize(counted.out) < fleet::allowed_out(budget, counted.matching.value_or(0));
}

Result<void> StartCheck::admitted(const ports::AdmissionRequest& asked) {
  if (!budgets_ || budgets_->empty()) return {};
  FETTLE_TRY(server, server_of(asked.session));
  for (auto& counted : *budgets_) {
    if (fleet::matches(counted.budget.selector, *server)) counted.out.insert(asked.host);
  }
  return {};
}

/// Until the transaction ends nobody else counts by these budgets.
Result<void> StartCheck::count() {
  FETTLE_TRY(budgets, take_turn(*connection_, *batch_.team_id));
  budgets_.emplace();
  for (auto& budget : budgets) budgets_->push_back({.budget = std::move(budget)});
  if (budgets_->empty()) return {};
  FETTLE_TRY(hosts, hosts_out(*connection_, *batch_.team_id));
  for (const auto& host : hosts) {
    FETTLE_TRY(target, from_json<fleet::Target>(host.target));
    for (auto& counted : *budgets_) {
      if (fleet::matches(counted.budget.selector, target.server)) counted.out.insert(host.host);
    }
  }
  return {};
}

/// As it was approved: that is what the plan was made for.
Result<const fleet::Server*> StartCheck::server_of(const std::string& session) {
  if (session == session_) return &server_;
  FETTLE_TRY(text,
             connection_->one<std::string>("select target from sessions where id = ?", session));
  FETTLE_TRY(target, from_json<fleet::Target>(text));
  session_ = session;
  server_ = std::move(target.server);
  return &server_;
}

Result<Milliseconds> StartCheck::needs_of(const ports::AdmissionRequest& asked) {
  if (asked.needs.count() > 0) return Milliseconds(asked.needs);
  if (!usual_ && batch_.tree_id) {
    FETTLE_TRY(usual, usual_duration(*connection_, *batch_.tree_id));
    usual_ = usual;
  }
  return usual_.value_or(Milliseconds(0));
}

}  // namespace fettle::store
