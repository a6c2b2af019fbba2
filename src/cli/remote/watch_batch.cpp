#include "cli/remote/watch_batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <ostream>

#include "base/enum_name.hpp"
#include "cli/record/write_record.hpp"
#include "cli/remote/approvals.hpp"
#include "cli/remote/command_outputs.hpp"
#include "cli/remote/event_follower.hpp"
#include "cli/remote/history.hpp"
#include "cli/remote/record_summary.hpp"
#include "cli/remote/refusal.hpp"
#include "cli/view/run_progress.hpp"
#include "cli/view/terminal.hpp"
#include "transport/os/asio_loop.hpp"

namespace fettle::cli {
namespace {

using Clock = std::chrono::steady_clock;
using engine::EventKind;
using usecases::BatchDetail;

constexpr std::chrono::milliseconds kBetweenLooks{500};

bool has_ended(std::string_view status) {
  const auto known = enum_from_name<engine::BatchStatus>(status);
  return known && engine::has_ended(*known);
}

bool may_pass(const Error& error) {
  return error.code == ErrorCode::kUnreachable || error.code == ErrorCode::kBusy ||
         error.code == ErrorCode::kTooMany;
}

/// Everything that is left waits for a person.
bool stands_still(const BatchDetail& detail) {
  if (detail.status == enum_name(engine::BatchStatus::kPendingApproval)) return true;
  const auto of_sessions = std::ranges::count_if(
      detail.prompts, [](const auto& prompt) { return !prompt.session_id.empty(); });
  return !detail.prompts.empty() && detail.counts.under_way == of_sessions;
}

class BatchWatch {
 public:
  BatchWatch(const WatchOptions& options, const Remote& remote)
      : options_(options), remote_(remote), outputs_(remote.api, options.batch.id) {}

  Result<int> watch() {
    FETTLE_TRY_VOID(begin());
    const auto followed = follow_batch(
        remote_.events, options_.batch.id, options_.last_event,
        {.heard = [this](const BatchEvent& event) { hear(event); },
         .missed = [this] { is_stale_ = true; },
         .goes_on = [this] { return look(); },
         .lost =
             [this](const Error& error) {
               say(show_refusal(error) + "The batch goes on without this command; trying on.\n");
             }});
    if (failure_) return std::unexpected(*failure_);
    if (!followed) return std::unexpected(followed.error());
    return conclude();
  }

 private:
  struct Place {
    std::string target;
    int position = -1;
    bool recheck = false;
  };

  // --- the beginning --------------------------------------------------------------------------

  Result<void> begin() {
    FETTLE_TRY(detail, read_batch());
    FETTLE_TRY(outline, make_outline(detail));
    view_ = make_view(options_.format, std::move(outline), remote_.console.out,
                      look_at_terminal(1, process_environment));
    return {};
  }

  Result<BatchDetail> read_batch() {
    return remote_.api.read<BatchDetail>("/batches/" + options_.batch.id);
  }

  /// As it was launched: what has happened since comes with the events.
  Result<RunOutline> make_outline(const BatchDetail& detail) {
    FETTLE_TRY(sessions, sessions_of(remote_.api, options_.batch.id));
    RunOutline outline{.batch = detail.batch_id, .name = detail.name};
    for (const auto& session : sessions) {
      places_.insert_or_assign(session.session_id,
                               Place{session.target_label, session.position, session.recheck});
      if (session.recheck) continue;
      positions_.emplace(session.target_label, session.position);
      const bool has_gone = session.wave == rollout::kNoWave;
      outline.targets.push_back(session.target_label);
      outline.statuses.push_back(has_gone ? engine::SessionStatus::kSkipped
                                          : engine::SessionStatus::kPending);
      if (has_gone) ++outline.state.gone;
    }
    for (const auto& wave : detail.waves) {
      outline.waves.push_back({.name = wave.name,
                               .first = wave.first,
                               .count = wave.count,
                               .parallelism = wave.parallelism,
                               .soak = std::chrono::seconds(wave.soak_seconds),
                               .recheck = wave.recheck,
                               .approval_after = wave.approval_after});
    }
    for (const auto& step : detail.steps) outline.steps.push_back(step.title);
    for (const auto& step : detail.rollback) outline.rollback_steps.push_back(step.title);
    outline.state.total = static_cast<int>(outline.targets.size());
    outline.state.tally.skipped = outline.state.gone;
    outline.state.waiting = outline.state.total - outline.state.gone;
    return outline;
  }

  // --- what happens ---------------------------------------------------------------------------

  void hear(const BatchEvent& told) {
    const auto& event = told.event;
    Place place;
    if (!told.session_id.empty()) {
      place = place_of(told.session_id);
      under_way_[told.session_id] = kind(event) != EventKind::kSessionEnded;
      // What a step wrote belongs before its end.
      const bool ends =
          kind(event) == EventKind::kStepEnded || kind(event) == EventKind::kSessionEnded;
      if (ends) keep(read_outputs({told.session_id}));
    } else if (has_ended(event.status)) {
      is_ending_ = true;
    }
    is_asked_ = is_asked_ || kind(event) == EventKind::kGateOpened ||
                kind(event) == EventKind::kPersonAsked ||
                kind(event) == EventKind::kBatchGateOpened;
    view_->occurred({.batch = options_.batch.id,
                     .session = told.session_id,
                     .target = place.target,
                     .position = place.position,
                     .recheck = place.recheck},
                    told.number, event);
  }

  /// A re-check begins when its ring is done, and was not there before. It stands with its target,
  /// which the service may count at another position since the launch was approved.
  Place place_of(const std::string& session) {
    if (!places_.contains(session)) {
      if (const auto sessions = sessions_of(remote_.api, options_.batch.id)) {
        for (const auto& one : *sessions) {
          const auto known = positions_.find(one.target_label);
          const int position = known == positions_.end() ? one.position : known->second;
          places_.try_emplace(one.session_id, Place{one.target_label, position, one.recheck});
        }
      }
    }
    return places_[session];
  }

  Result<void> read_outputs(const std::vector<std::string>& sessions) {
    return outputs_.read(sessions, [this](const CommandPart& part) {
      const auto& command = part.command;
      const auto place = place_of(command.session_id);
      view_->output({.batch = options_.batch.id,
                     .session = command.session_id,
                     .target = place.target,
                     .position = place.position,
                     .recheck = place.recheck},
                    command.step, part.from, part.text);
    });
  }

  /// A service that does not answer is asked again the next time.
  void keep(const Result<void>& result) {
    if (!result && !may_pass(result.error())) failure_ = result.error();
  }

  // --- as time passes -------------------------------------------------------------------------

  /// Whether to listen on.
  bool look() {
    view_->tick(transport::AsioLoop::wall_clock());
    if (!remote_.stop.wait(Milliseconds(0)) || failure_) return false;
    if (Clock::now() - looked_at_ < kBetweenLooks) return true;
    std::vector<std::string> sessions;
    for (const auto& [session, is_under_way] : under_way_) {
      if (is_under_way) sessions.push_back(session);
    }
    keep(read_outputs(sessions));
    const bool goes_on = look_at_batch();
    looked_at_ = Clock::now();
    return goes_on;
  }

  bool look_at_batch() {
    if (!is_ending_ && !is_asked_ && !is_stale_ && !is_first_) return true;
    const auto detail = read_batch();
    if (!detail) {
      keep(std::unexpected(detail.error()));
      return true;
    }
    is_first_ = false;
    is_stale_ = false;
    if (has_ended(detail->status)) {
      // The events of what has ended come within a moment, those of a view that missed some never.
      const bool is_told = is_ending_ || std::exchange(is_late_, true);
      return !(is_told && detail->counts.under_way == 0);
    }
    is_asked_ = !detail->prompts.empty();
    if (!stands_still(*detail)) {
      is_told_waiting_ = false;
      return true;
    }
    tell_waiting(*detail);
    return options_.standstill == WatchOptions::Standstill::kWait;
  }

  void tell_waiting(const BatchDetail& detail) {
    is_asked_ = true;  // to see when it goes on
    if (std::exchange(is_told_waiting_, true)) return;
    if (options_.standstill == WatchOptions::Standstill::kLeave) return;  // the summary tells it
    if (remote_.console.can_ask) return ask();
    const bool is_by_hand = std::ranges::any_of(
        detail.prompts, [](const auto& prompt) { return prompt.kind == "person"; });
    say(fmt::format(
        "It waits for a person: fettle approve {}{}{}\n", options_.batch.short_id, remote_.flags,
        is_by_hand ? "; steps by hand are in the dashboard, " + remote_.api.url() : std::string()));
  }

  /// Whoever sits here may be the one who is asked. Left open, it waits for somebody else.
  void ask() {
    const Console console{remote_.console.err, remote_.console.err, true, remote_.console.person};
    view_->suspend();
    static_cast<void>(approve({.id = options_.batch.id}, {.api = remote_.api,
                                                          .events = remote_.events,
                                                          .stop = remote_.stop,
                                                          .console = console,
                                                          .flags = remote_.flags,
                                                          .key = remote_.key}));
    view_->resume();
  }

  void say(const std::string& text) {
    view_->suspend();
    remote_.console.err << text << std::flush;
    view_->resume();
  }

  // --- the end --------------------------------------------------------------------------------

  Result<int> conclude() {
    remote_.stop.forget();  // the summary is fetched in spite of it
    FETTLE_TRY(text,
               remote_.api.get(fmt::format("/batches/{}/report?format=json", options_.batch.id)));
    FETTLE_TRY(record, read_record_json(text));
    record.short_id = options_.batch.short_id;
    auto summary = summary_of(record);
    summary.server = remote_.api.url();
    summary.flags = remote_.flags;
    view_->finish(summary);
    return exit_status(summary);
  }

  const WatchOptions& options_;
  const Remote& remote_;
  CommandOutputs outputs_;
  std::unique_ptr<RunView> view_;
  std::map<std::string, Place, std::less<>> places_;  ///< by session
  std::map<std::string, int> positions_;              ///< of targets by label, as the view has them
  std::map<std::string, bool, std::less<>> under_way_;  ///< by session
  bool is_first_ = true;                                ///< nothing is known of whether it waits
  bool is_ending_ = false;
  bool is_late_ = false;
  bool is_asked_ = false;
  bool is_stale_ = false;
  bool is_told_waiting_ = false;
  std::optional<Error> failure_;
  Clock::time_point looked_at_;
};

}  // namespace

int watch_batch(const WatchOptions& options, const Remote& remote) {
  const auto status = BatchWatch(options, remote).watch();
  if (status) return *status;
  refuse_command(status.error(), remote.console);
  remote.console.err << fmt::format("The batch goes on: fettle logs -f {}{}\n",
                                    options.batch.short_id, remote.flags);
  return kExitUnfinished;
}

}  // namespace fettle::cli
