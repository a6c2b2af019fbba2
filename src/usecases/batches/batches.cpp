#include "usecases/batches/batches.hpp"

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "core/engine/approved_plan.hpp"
#include "core/engine/session.hpp"
#include "core/review/codec.hpp"
#include "core/review/compare.hpp"
#include "core/review/describe.hpp"
#include "core/rollout/strategy.hpp"
#include "store/batch_store.hpp"
#include "store/event_feed.hpp"
#include "store/history_store.hpp"
#include "store/old_output.hpp"
#include "store/prompt_store.hpp"
#include "store/session_record_store.hpp"
#include "store/target_split.hpp"
#include "usecases/batches/old_state.hpp"
#include "usecases/batches/remembered_plan.hpp"

namespace fettle::usecases {
namespace {

constexpr std::int64_t kOutputMax = std::int64_t{1} << 20U;

/// Writes into `row` what an earlier version wrote into the record alone.
Result<void> read_old_batch(store::TeamBatchRow& row) {
  if (row.total) return {};
  FETTLE_TRY(state, from_json<engine::BatchState>(row.state));
  row.total = state.total;
  row.waiting = state.waiting;
  row.completed = state.tally.completed;
  row.failed = state.tally.failed;
  row.interrupted = state.tally.interrupted;
  row.cancelled = state.tally.cancelled;
  row.skipped = state.tally.skipped;
  row.reason = std::move(state.reason);
  row.version = state.version;
  return {};
}

SessionCounts counts_of(const store::TeamBatchRow& row) {
  const int total = row.total.value_or(0);
  const int ended = row.completed + row.failed + row.interrupted + row.cancelled + row.skipped;
  return {.total = total,
          .completed = row.completed,
          .failed = row.failed,
          .interrupted = row.interrupted,
          .cancelled = row.cancelled,
          .skipped = row.skipped,
          .pending = row.waiting,
          .under_way = std::max(0, total - ended - row.waiting)};
}

/// Who launched a batch. In a list it is mostly the same person again.
class Launchers {
 public:
  Result<engine::Principal> read(std::string json) {
    if (json != json_) {
      FETTLE_TRY(read, from_json<engine::Principal>(json));
      principal_ = std::move(read);
      json_ = std::move(json);
    }
    return principal_;
  }

 private:
  std::string json_;
  engine::Principal principal_;
};

Result<BatchView> view_of(store::TeamBatchRow row, Launchers& launchers) {
  FETTLE_TRY_VOID(read_old_batch(row));
  BatchView view{.batch_id = std::move(row.id),
                 .name = std::move(row.name),
                 .tree_id = std::move(row.tree_id),
                 .schedule_id = std::move(row.schedule_id),
                 .target_list_id = std::move(row.target_list_id),
                 .retried_from = std::move(row.retry_of),
                 .status = std::move(row.status),
                 .reason = std::move(row.reason),
                 .risk_level = std::move(row.risk_level),
                 .digest = std::move(row.digest),
                 .counts = counts_of(row),
                 .created_at = row.created_at,
                 .ended_at = row.ended_at,
                 .version = row.version};
  if (!row.launched_by.empty()) {
    FETTLE_TRY(by, launchers.read(std::move(row.launched_by)));
    view.launched_by = std::move(by);
  }
  return view;
}

PromptView view_of(store::PromptRow row) {
  return {std::move(row.session_id),
          std::move(row.target_label),
          std::move(row.kind),
          std::move(row.stage),
          row.step,
          std::move(row.text),
          row.since};
}

Result<TargetSessionView> view_of(store::SessionListRow row) {
  FETTLE_TRY_VOID(read_old_state(row));
  TargetSessionView view{.session_id = std::move(row.id),
                         .batch_id = std::move(row.batch_id),
                         .target_label = std::move(row.target_label),
                         .manual = row.manual.value_or(false),
                         .position = row.position,
                         .wave = row.wave,
                         .recheck = row.recheck,
                         .status = std::move(row.status),
                         .failure = std::move(row.failure),
                         .reason = std::move(row.reason),
                         .stage = std::move(row.stage),
                         .step = row.step,
                         .step_status = std::move(row.step_status),
                         .issues = row.issues,
                         .started_at = row.started_at,
                         .ended_at = row.ended_at,
                         .assigned_to = std::move(row.assigned_name),
                         .outcome = std::move(row.outcome),
                         .version = row.version};
  if (row.manual) {
    if (!row.server_id.empty()) view.server_id = std::move(row.server_id);
    return view;
  }
  FETTLE_TRY(target, from_json<fleet::Target>(row.target));
  view.manual = target.server.transport == fleet::TransportKind::kManual;
  view.server_id = std::move(target.server.server_id);
  return view;
}

Result<std::string> difference_of(store::Connection& database, std::string_view session) {
  FETTLE_TRY(before, store::find_snapshot(database, session, engine::Moment::kBefore));
  FETTLE_TRY(after, store::find_snapshot(database, session, engine::Moment::kAfter));
  if (!before || !after) return std::string();
  FETTLE_TRY(was, review::decode(*before));
  FETTLE_TRY(is, review::decode(*after));
  return review::describe(review::compare(was, is));
}

Result<void> read_notes(store::Connection& database, SessionDetail& detail) {
  FETTLE_TRY(notes, store::list_session_notes(database, detail.session_id));
  for (auto& note : notes) {
    FETTLE_TRY(by, from_json<engine::Principal>(note.by_whom));
    detail.notes.push_back({std::move(note.id), std::move(note.stage), note.step,
                            std::move(note.text), std::move(by), note.at});
  }
  FETTLE_TRY(steps, store::list_ad_hoc_steps(database, detail.session_id));
  for (auto& step : steps) {
    FETTLE_TRY(by, from_json<engine::Principal>(step.by_whom));
    detail.ad_hoc_steps.push_back({std::move(step.id), std::move(step.title), std::move(step.mark),
                                   std::move(step.text), std::move(by), step.at});
  }
  return {};
}

/// Bytes at the end of `text` that begin a character without ending it.
std::size_t cut_character(std::string_view text) {
  constexpr std::size_t kLongest = 4;
  for (std::size_t size = 1; size < std::min(kLongest, text.size()); ++size) {
    const auto byte = static_cast<unsigned char>(text[text.size() - size]);
    if (byte < 0x80) return 0;
    if (byte < 0xC0) continue;
    const std::size_t whole = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return byte < 0xF8 && size < whole ? size : 0;
  }
  return 0;
}

/// What was approved, as its first target gets it. Reads no other session: there may be 10,000.
Result<void> show_plan(Context& context, int targets, BatchDetail& detail) {
  FETTLE_TRY(frozen, store::load_approved(context.database, detail.batch_id));
  FETTLE_TRY(first, store::first_target(context.database, detail.batch_id));
  detail.strategy = enum_name(frozen.strategy.kind);
  if (first) {
    FETTLE_TRY(target, from_json<fleet::Target>(*first));
    FETTLE_TRY(flow, remembered_flow(frozen, target));
    detail.waves =
        waves_of(rollout::make_rollout(frozen.strategy, targets, engine::has_checks(flow)));
    detail.steps = steps_of(flow.steps, target.server);
    detail.rollback = steps_of(flow.rollback, target.server);
  }
  detail.frozen_markdown = std::move(frozen.markdown);
  detail.variables = std::move(frozen.variables);
  return {};
}

}  // namespace

std::vector<WaveView> waves_of(const rollout::Rollout& rollout) {
  std::vector<WaveView> waves;
  for (const auto& wave : rollout.waves) {
    waves.push_back({wave.name, wave.first, wave.count, wave.parallelism,
                     std::chrono::duration_cast<std::chrono::seconds>(wave.soak).count(),
                     wave.recheck, wave.approval_after});
  }
  return waves;
}

Result<store::PageRows<BatchView>> list_batches(Context& context, const store::BatchFilter& filter,
                                                const store::PageQuery& page) {
  FETTLE_TRY(found, store::list_team_batches(context.database, context.actor.team, filter, page));
  store::PageRows<BatchView> views{.rows = {}, .total = found.total};
  views.rows.reserve(found.rows.size());
  Launchers launchers;
  for (auto& row : found.rows) {
    FETTLE_TRY(view, view_of(std::move(row), launchers));
    views.rows.push_back(std::move(view));
  }
  return views;
}

Result<BatchView> get_batch(Context& context, std::string_view batch) {
  FETTLE_TRY(row, store::find_team_batch(context.database, context.actor.team, batch));
  Launchers launchers;
  return view_of(std::move(row), launchers);
}

Result<BatchDetail> get_batch_detail(Context& context, std::string_view batch) {
  auto& database = context.database;
  FETTLE_TRY(as_of, store::last_sequence(database));
  FETTLE_TRY(row, store::find_team_batch(database, context.actor.team, batch));
  FETTLE_TRY(state, from_json<engine::BatchState>(row.state));
  Launchers launchers;
  FETTLE_TRY(view, view_of(std::move(row), launchers));
  FETTLE_TRY(prompts, store::list_prompts(database, batch));
  FETTLE_TRY(retries, store::list_retries(database, context.actor.team, batch));
  BatchDetail detail;
  static_cast<BatchView&>(detail) = std::move(view);
  detail.retried_as = std::move(retries);
  detail.wave = state.progress.wave;
  detail.wave_stage = enum_name(state.progress.stage);
  if (state.timer) detail.timer_at = state.timer->ms;
  detail.as_of = as_of;
  for (auto& prompt : prompts) detail.prompts.push_back(view_of(std::move(prompt)));
  FETTLE_TRY_VOID(show_plan(context, state.total - state.gone, detail));
  return detail;
}

Result<std::vector<TargetSessionView>> list_batch_sessions(Context& context,
                                                           std::string_view batch) {
  FETTLE_TRY(owned, store::find_team_batch(context.database, context.actor.team, batch));
  FETTLE_TRY(rows, store::list_sessions(context.database, owned.id));
  std::vector<TargetSessionView> views;
  views.reserve(rows.size());
  for (auto& row : rows) {
    FETTLE_TRY(view, view_of(std::move(row)));
    views.push_back(std::move(view));
  }
  return views;
}

Result<SessionDetail> get_session(Context& context, std::string_view session) {
  auto& database = context.database;
  FETTLE_TRY(row, store::find_session(database, context.actor.team, session));
  FETTLE_TRY(view, view_of(row));
  FETTLE_TRY(approved, store::load_approved(database, row.batch_id));
  FETTLE_TRY(target, from_json<fleet::Target>(row.target));
  FETTLE_TRY(flow, remembered_flow(approved, target));
  FETTLE_TRY(steps, store::read_session_steps(database, session));
  FETTLE_TRY(prompt, store::find_prompt(database, row.batch_id, session));
  FETTLE_TRY(difference, difference_of(database, session));
  SessionDetail detail;
  static_cast<TargetSessionView&>(detail) = std::move(view);
  detail.flow_name = flow.name;
  detail.scratchpad = std::move(row.scratchpad);
  detail.outcome_notes = std::move(row.outcome_notes);
  detail.next_steps = std::move(row.next_steps);
  detail.steps = steps_of(flow.steps, target.server);
  detail.rollback = steps_of(flow.rollback, target.server);
  for (auto& step : steps) {
    detail.seen.push_back({std::move(step.stage), step.step, std::move(step.status), step.tries,
                           std::move(step.gate), std::move(step.answered), step.began_at,
                           step.ended_at, step.exit_status, std::move(step.message)});
  }
  if (prompt) detail.prompt = view_of(*std::move(prompt));
  detail.difference = std::move(difference);
  if (!row.assigned_to.empty()) detail.assigned_user_id = std::move(row.assigned_to);
  detail.record_version = row.record_version;
  FETTLE_TRY_VOID(read_notes(database, detail));
  return detail;
}

Result<OutputView> read_output(Context& context, std::string_view session,
                               const OutputRange& range) {
  FETTLE_TRY(row, store::find_session(context.database, context.actor.team, session));
  OutputView view{.from = range.from};
  FETTLE_TRY_VOID(store::each_session_output(
      context.database, row.id, range.stage, range.step, [&](const store::StoredOutput& output) {
        if (!range.order.empty() && output.order != range.order) return;
        const auto begin = view.total;
        const auto size = static_cast<std::int64_t>(output.text.size());
        view.total += size;
        view.left_out += output.left_out;
        const auto length = std::clamp<std::int64_t>(range.length, 0, kOutputMax);
        const auto from = std::max(range.from, begin);
        const auto to = std::min(range.from + length, view.total);
        if (from < to) {
          view.text += std::string_view(output.text)
                           .substr(static_cast<std::size_t>(from - begin),
                                   static_cast<std::size_t>(to - from));
        }
      }));
  view.until = range.from + std::ssize(view.text);
  // What is still written, or goes on in the next part, is not to be cut within a character.
  const bool goes_on = view.until < view.total || !row.ended_at;
  if (const auto cut = goes_on ? cut_character(view.text) : 0; cut > 0) {
    view.text.resize(view.text.size() - cut);
    view.until -= static_cast<std::int64_t>(cut);
  }
  if (view.total == 0) {
    FETTLE_TRY(removed, store::output_removed_at(context.database, row.batch_id));
    view.removed_at = removed;
  }
  return view;
}

}  // namespace fettle::usecases
