// Why a schedule does not run. See why.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "base/json_fields.hpp"
#include "core/schedule/next_fire.hpp"
#include "store/audit_store.hpp"
#include "store/schedule_store.hpp"
#include "store/team_batches.hpp"
#include "store/window_store.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/why.hpp"
#include "usecases/schedules/fire_schedule.hpp"

namespace fettle::usecases {
namespace {

using store::ScheduleRow;

constexpr int kFiringsRead = 1000;
constexpr int kEntriesRead = 100;

/// What the audit log says was done by then; the text of its `after`.
struct Done {
  std::string after;
  std::int64_t sequence = 0;
  Instant at;
};
/// Newest first.
Result<std::vector<Done>> done_by(Context& context, store::AuditFilter filter, Instant at,
                                  int count) {
  filter.to = at + Milliseconds(1);
  FETTLE_TRY(rows,
             store::list_audit(context.database, context.actor.team, filter, {.rows = count}));
  std::vector<Done> done;
  for (const auto& row : rows) {
    FETTLE_TRY(fields, read_json_fields(row.difference));
    done.push_back({field_or(fields, "after", "{}").text, row.sequence, row.at});
  }
  return done;
}

Result<std::optional<Done>> last_done(Context& context, store::AuditFilter filter, Instant at) {
  FETTLE_TRY(done, done_by(context, std::move(filter), at, 1));
  return done.empty() ? std::nullopt : std::optional(std::move(done.front()));
}

/// A text member of a JSON object; empty where it has none.
std::string member(const std::string& json, std::string_view name) {
  const auto fields = read_json_fields(json);
  if (!fields) return {};
  const auto text = from_json<std::string>(field_or(*fields, name, "\"\"").text);
  return text ? *text : std::string();
}

struct Status {
  std::string word;
  std::optional<std::int64_t> since;
};

Result<Status> status_at(Context& context, const ScheduleRow& row, std::optional<Instant> at) {
  if (!at) return Status{row.status, std::nullopt};
  FETTLE_TRY(entries, done_by(context, {.subject = row.id}, *at, kEntriesRead));
  for (const auto& done : entries) {
    auto word = member(done.after, "status");
    if (!word.empty()) return Status{std::move(word), done.at.ms};  // a run now changes none
  }
  return Status{"pending_approval", row.created_at};
}

std::string words_of(std::string_view status) {
  if (status == "pending_approval") return "it waits for an approval";
  return fmt::format("it is {}", status);
}

Result<void> add_stop(Context& context, Instant at, Reasons& reasons) {
  const auto& team = context.actor.team;
  FETTLE_TRY(stopped, last_done(context, {.action = "team.stopped", .subject = team}, at));
  if (!stopped) return {};
  // The second is what earlier versions called it.
  for (const auto word : {audit_action("team.resumed"), std::string_view("team goes on")}) {
    FETTLE_TRY(went_on, last_done(context, {.action = std::string(word), .subject = team}, at));
    if (went_on && went_on->sequence > stopped->sequence) return {};
  }
  reasons.push_back({{},
                     {},
                     "stop_switch",
                     fmt::format("every start of the team is stopped: {}",
                                 member(stopped->after, "stopped_reason")),
                     stopped->at.ms});
  return {};
}

std::optional<Instant> next_run(const ScheduleRow& row, Instant after) {
  const Instant start{row.scheduled_start.value_or(after.ms)};
  if (row.cron_expression.empty()) return start > after ? std::optional(start) : std::nullopt;
  Diagnostics ignored;  // checked when it was stored
  const auto cron = schedule::parse_cron(row.cron_expression, ignored);
  const auto zone = schedule::load_zone(row.timezone);
  if (!cron || !zone) return std::nullopt;
  return schedule::next_fire(*cron, *zone, std::max(after, start - Milliseconds(1)));
}

void add_next_run(const ScheduleRow& row, Instant at, Reasons& reasons) {
  const auto next = next_run(row, at);
  const auto zone = schedule::load_zone(row.timezone);
  if (!next || !zone) return;
  reasons.push_back({{},
                     {},
                     "not_due",
                     fmt::format("it is due at {}", schedule::to_rfc3339(*next, *zone)),
                     std::nullopt});
}

/// Of windows and freezes for the schedule or its team: what they say now.
Result<void> add_rules(Context& context, const ScheduleRow& row, Reasons& reasons) {
  FETTLE_TRY(rules, store::start_rules(context.database, context.actor.team, context.now));
  const schedule::Start start{.subject = {.schedule = row.id}};
  for (auto& obstacle : schedule::obstacles(rules, start, context.now)) {
    const bool is_freeze = obstacle.kind == schedule::Obstacle::Kind::kFreeze;
    reasons.push_back(
        {{}, {}, is_freeze ? "freeze" : "window", std::move(obstacle.text), std::nullopt});
  }
  return {};
}

/// What a run would be refused for now.
void add_refusal(Context& context, const ScheduleRow& row, Reasons& reasons) {
  const auto launch = approved_launch(context, row);
  if (launch) return;
  const bool is_transport = launch.error().code == ErrorCode::kForbidden;
  reasons.push_back(
      {{}, {}, is_transport ? "transport" : "refused", launch.error().message, std::nullopt});
}

/// What its last firing by then came to.
Result<void> add_last_run(Context& context, const ScheduleRow& row, std::optional<Instant> at,
                          Reasons& reasons) {
  const auto moment = at.value_or(context.now);
  FETTLE_TRY(firings, store::list_firings(context.database, row.id, kFiringsRead));
  const auto last = std::ranges::find_if(
      firings, [&](const store::FiringRow& firing) { return firing.at <= moment.ms; });
  if (last == firings.end()) return {};
  if (!last->batch_id) {
    reasons.push_back({{}, {}, last->outcome, last->reason, last->at});
    return {};
  }
  FETTLE_TRY(batch, store::find_team_batch(context.database, context.actor.team, *last->batch_id));
  if (batch.ended_at && *batch.ended_at <= moment.ms) return {};
  FETTLE_TRY(of_run, why_batch(context, batch.id, at));
  reasons.insert(reasons.end(), std::make_move_iterator(of_run.begin()),
                 std::make_move_iterator(of_run.end()));
  return {};
}

}  // namespace

Result<Reasons> why_schedule(Context& context, std::string_view id, std::optional<Instant> at) {
  FETTLE_TRY(row, store::find_schedule(context.database, {context.actor.team, id}));
  const auto moment = at.value_or(context.now);
  Reasons reasons;
  if (moment.ms < row.created_at) {
    reasons.push_back({{},
                       {},
                       "not_made",
                       fmt::format("it was made at {}", to_rfc3339({row.created_at})),
                       std::nullopt});
    return reasons;
  }
  FETTLE_TRY(status, status_at(context, row, at));
  const bool goes_on = status.word == "approved" || status.word == "running";
  if (!goes_on) reasons.push_back({{}, {}, status.word, words_of(status.word), status.since});
  FETTLE_TRY_VOID(add_stop(context, moment, reasons));
  if (goes_on && !at) {
    add_refusal(context, row, reasons);
    FETTLE_TRY_VOID(add_rules(context, row, reasons));
  }
  FETTLE_TRY_VOID(add_last_run(context, row, at, reasons));
  if (goes_on) add_next_run(row, moment, reasons);
  return reasons;
}

}  // namespace fettle::usecases
