// `fettle logs [-f]` of a service. What is known is written first, in the order of targets; then,
// as it comes, whatever sessions under way have written since.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <ostream>
#include <set>

#include "base/enum_name.hpp"
#include "cli/remote/command_outputs.hpp"
#include "cli/remote/event_follower.hpp"
#include "cli/remote/history.hpp"
#include "cli/remote/live_log.hpp"
#include "cli/remote/refusal.hpp"
#include "cli/view/safe_text.hpp"
#include "core/engine/tables.hpp"
#include "core/flow/nearest.hpp"

namespace fettle::cli {
namespace {

using Clock = std::chrono::steady_clock;
using usecases::TargetSessionView;

constexpr std::chrono::milliseconds kBetweenLooks{500};

bool session_has_ended(std::string_view session_status) {
  const auto status = enum_from_name<engine::SessionStatus>(session_status);
  return status && engine::has_ended(*status);
}

bool has_ended(std::string_view batch_status) {
  const auto status = enum_from_name<engine::BatchStatus>(batch_status);
  return status && engine::has_ended(*status);
}

bool is_over(const usecases::BatchDetail& batch) {
  return has_ended(batch.status) && batch.counts.under_way == 0;
}

class ServiceLogs {
 public:
  ServiceLogs(const LogsOptions& options, const Remote& remote, ChosenBatch batch)
      : options_(options),
        remote_(remote),
        batch_(std::move(batch)),
        outputs_(remote.api, batch_.id),
        log_(LogWriter(options.format, remote.console.out)) {}

  Result<void> show() {
    FETTLE_TRY(detail, read_batch());
    FETTLE_TRY_VOID(read_sessions());
    FETTLE_TRY_VOID(check_target());
    FETTLE_TRY_VOID(write_all());
    if (options_.follow == LogsOptions::Follow::kYes && !is_over(detail)) {
      const bool waits = detail.status == enum_name(engine::BatchStatus::kPendingApproval);
      if (waits || !detail.prompts.empty()) tell_waiting();
      FETTLE_TRY_VOID(follow(fmt::format("{}", detail.as_of)));
    }
    log_.end_all();
    return {};
  }

 private:
  Result<usecases::BatchDetail> read_batch() {
    FETTLE_TRY(detail, remote_.api.read<usecases::BatchDetail>("/batches/" + batch_.id));
    steps_ = detail.steps;
    rollback_ = detail.rollback;
    return detail;
  }

  /// Those of the target that was named.
  Result<void> read_sessions() {
    FETTLE_TRY(sessions, sessions_of(remote_.api, batch_.id));
    order_.clear();
    under_way_.clear();
    labels_.clear();
    for (auto& session : sessions) {
      if (!session.recheck) labels_.push_back(session.target_label);
      if (!options_.target.empty() && session.target_label != options_.target) continue;
      order_.push_back(session.session_id);
      if (session.started_at && !session_has_ended(session.status))
        under_way_.insert(session.session_id);
      sessions_.insert_or_assign(session.session_id, std::move(session));
    }
    return {};
  }

  Result<void> check_target() const {
    if (options_.target.empty() || !order_.empty()) return {};
    const std::vector<std::string_view> known(labels_.begin(), labels_.end());
    return fail(
        ErrorCode::kNotFound,
        fmt::format("batch {} has no target {}; {}", batch_.short_id,
                    safe_line(options_.target, Charset::kUtf8),
                    flow::did_you_mean(options_.target, known, "`fettle sessions` lists them")));
  }

  /// One after the other, so that each is done before the next.
  Result<void> write_all() {
    for (const auto& session : order_) {
      FETTLE_TRY_VOID(write_new({session}));
      if (!under_way_.contains(session)) log_.end(session);
    }
    return {};
  }

  // --- as it comes ----------------------------------------------------------------------------

  Result<void> follow(const std::string& from) {
    Result<void> failed;
    const auto ended = follow_batch(
        remote_.events, batch_.id, from,
        {.heard = [&](const BatchEvent& event) { hear(event); },
         .missed = [&] { is_stale_ = true; },
         .goes_on =
             [&] {
               if (auto looked = look(); !looked) failed = std::move(looked);
               return failed && !is_ended_ && remote_.stop.wait(Milliseconds(0));
             },
         .lost =
             [&](const Error& error) {
               remote_.console.err << show_refusal(error) << "Trying on; nothing is lost.\n";
             }});
    if (!failed) return failed;
    return ended;
  }

  void hear(const BatchEvent& event) {
    hear_question(kind(event.event));
    if (event.session_id.empty()) {
      is_stale_ = is_stale_ || has_ended(event.event.status);
      return;
    }
    if (!sessions_.contains(event.session_id)) {
      is_stale_ = true;  // a re-check, or targets that were named later
    } else if (std::ranges::find(order_, event.session_id) != order_.end()) {
      under_way_.insert(event.session_id);
      if (kind(event.event) == engine::EventKind::kSessionEnded) over_.insert(event.session_id);
    }
  }

  void hear_question(engine::EventKind kind) {
    using enum engine::EventKind;
    if (kind == kGateAnswered || kind == kBatchGateAnswered || kind == kLaunchAnswered) {
      is_told_waiting_ = false;
    }
    if (kind == kGateOpened || kind == kPersonAsked || kind == kBatchGateOpened) tell_waiting();
  }

  /// Once, until somebody answers: who sits here would wait in vain.
  void tell_waiting() {
    if (std::exchange(is_told_waiting_, true)) return;
    remote_.console.err << fmt::format("It waits for a person: fettle approve {}{}\n",
                                       batch_.short_id, remote_.flags)
                        << std::flush;
  }

  /// Twice a second. A service that does not answer is asked again the next time.
  Result<void> look() {
    if (Clock::now() - looked_at_ < kBetweenLooks) return {};
    const auto looked = look_now();
    looked_at_ = Clock::now();
    const bool may_pass = !looked && (looked.error().code == ErrorCode::kUnreachable ||
                                      looked.error().code == ErrorCode::kBusy ||
                                      looked.error().code == ErrorCode::kTooMany);
    return may_pass ? Result<void>() : looked;
  }

  Result<void> look_now() {
    if (is_stale_) FETTLE_TRY_VOID(read_anew());
    FETTLE_TRY_VOID(write_new(to_list(under_way_)));
    for (const auto& session : std::exchange(over_, {})) {
      under_way_.erase(session);
      log_.end(session);
    }
    return {};
  }

  /// What ended meanwhile is read once more; once the batch is over, all of it.
  Result<void> read_anew() {
    const auto before = under_way_;
    FETTLE_TRY(detail, read_batch());
    FETTLE_TRY_VOID(read_sessions());
    FETTLE_TRY_VOID(is_over(detail) ? write_all() : write_new(to_list(before)));
    is_ended_ = is_over(detail);
    is_stale_ = !is_ended_ && has_ended(detail.status);  // until its last sessions end too
    return {};
  }

  static std::vector<std::string> to_list(const std::set<std::string>& sessions) {
    return {sessions.begin(), sessions.end()};
  }

  // --- what is written ------------------------------------------------------------------------

  Result<void> write_new(const std::vector<std::string>& sessions) {
    return outputs_.read(sessions, [&](const CommandPart& part) {
      const auto& session = sessions_.at(part.command.session_id);
      const auto& steps = part.command.stage == "rollback" ? rollback_ : steps_;
      const auto index = static_cast<std::size_t>(part.command.step);
      log_.take(part, {.target = session.target_label,
                       .recheck = session.recheck,
                       .title = index < steps.size() ? steps[index].title : std::string()});
    });
  }

  const LogsOptions& options_;
  const Remote& remote_;
  ChosenBatch batch_;
  CommandOutputs outputs_;
  LiveLog log_;
  std::vector<usecases::StepView> steps_;
  std::vector<usecases::StepView> rollback_;
  std::map<std::string, TargetSessionView, std::less<>> sessions_;
  std::vector<std::string> order_;   ///< ids, of those that are shown
  std::vector<std::string> labels_;  ///< of all targets
  std::set<std::string> under_way_;
  std::set<std::string> over_;  ///< of these, to be read once more
  bool is_ended_ = false;
  bool is_stale_ = false;
  bool is_told_waiting_ = false;
  Clock::time_point looked_at_;
};

}  // namespace

int show_service_logs(const LogsOptions& options, const Remote& remote) {
  const auto shown = [&]() -> Result<void> {
    FETTLE_TRY(chosen, choose_batch(remote.api, options.batch));
    return ServiceLogs(options, remote, std::move(chosen)).show();
  }();
  if (!shown) return refuse_command(shown.error(), remote.console);
  return remote.stop.has_come() ? kExitUnfinished : kExitDone;
}

}  // namespace fettle::cli
