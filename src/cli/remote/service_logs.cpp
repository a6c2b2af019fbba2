// `fettle logs [-f]` of a service. What is known is written first, in the order of targets; then,
// as it comes, whatever sessions under way have written since.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <ostream>
#include <set>

#include "base/enum_name.hpp"
#include "cli/log_writer.hpp"
#include "cli/remote/command_outputs.hpp"
#include "cli/remote/event_follower.hpp"
#include "cli/remote/history.hpp"
#include "cli/remote/refusal.hpp"
#include "cli/view/safe_text.hpp"
#include "core/engine/tables.hpp"
#include "core/flow/nearest.hpp"

namespace fettle::cli {
namespace {

using Clock = std::chrono::steady_clock;
using usecases::TargetSessionView;

constexpr std::chrono::milliseconds kBetweenLooks{500};

bool is_over(std::string_view session_status) {
  const auto status = enum_from_name<engine::SessionStatus>(session_status);
  return status && engine::has_ended(*status);
}

class ServiceLogs {
 public:
  ServiceLogs(const LogsOptions& options, const Remote& remote, ChosenBatch batch)
      : options_(options),
        remote_(remote),
        batch_(std::move(batch)),
        outputs_(remote.api, batch_.id),
        writer_(options.format, remote.console.out) {}

  Result<void> show() {
    FETTLE_TRY(detail, read_batch());
    FETTLE_TRY_VOID(read_sessions());
    FETTLE_TRY_VOID(check_target());
    FETTLE_TRY_VOID(write_new(all_sessions()));
    if (options_.follow == LogsOptions::Follow::kYes && !is_ended_) {
      const bool waits = detail.status == enum_name(engine::BatchStatus::kPendingApproval);
      if (waits || !detail.prompts.empty()) tell_waiting();
      FETTLE_TRY_VOID(follow(fmt::format("{}", detail.as_of)));
    }
    end_all();
    return {};
  }

 private:
  struct Waiting {
    std::string session;
    std::string stage;
    int step = 0;
    std::string text;  ///< a line that has no end yet
    std::int64_t left_out = 0;
  };

  Result<usecases::BatchDetail> read_batch() {
    FETTLE_TRY(detail, remote_.api.read<usecases::BatchDetail>("/batches/" + batch_.id));
    const auto status = enum_from_name<engine::BatchStatus>(detail.status);
    is_ended_ = status && engine::has_ended(*status) && detail.counts.under_way == 0;
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
      if (session.started_at && !is_over(session.status)) under_way_.insert(session.session_id);
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

  const std::vector<std::string>& all_sessions() const { return order_; }

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
      const auto status = enum_from_name<engine::BatchStatus>(event.event.status);
      if (status && engine::has_ended(*status)) is_stale_ = true;
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
    if (is_stale_) {
      const auto before = under_way_;
      FETTLE_TRY(detail, read_batch());
      const bool has_ended = std::exchange(is_ended_, false);
      FETTLE_TRY_VOID(read_sessions());
      // What ended meanwhile is read once more, and all of it where too much was missed.
      FETTLE_TRY_VOID(write_new(has_ended || before.empty() ? order_ : to_list(before)));
      is_stale_ = engine::has_ended(enum_from_name<engine::BatchStatus>(detail.status)
                                        .value_or(engine::BatchStatus::kRunning)) &&
                  !has_ended;
      is_ended_ = has_ended;
    }
    FETTLE_TRY_VOID(write_new(to_list(under_way_)));
    for (const auto& session : std::exchange(over_, {})) under_way_.erase(session);
    return {};
  }

  static std::vector<std::string> to_list(const std::set<std::string>& sessions) {
    return {sessions.begin(), sessions.end()};
  }

  // --- what is written ------------------------------------------------------------------------

  Result<void> write_new(const std::vector<std::string>& sessions) {
    return outputs_.read(sessions, [&](const CommandPart& part) { take(part); });
  }

  /// Programs get each piece as it is; people whole lines.
  void take(const CommandPart& part) {
    const auto& command = part.command;
    if (options_.format == OutputFormat::kJson) return write(command, part.text);
    end_others(command);
    auto& waiting = waiting_[command.order];
    waiting.session = command.session_id;
    waiting.stage = command.stage;
    waiting.step = command.step;
    waiting.left_out = command.left_out;
    waiting.text += part.text;
    const auto whole = whole_lines(waiting.text);
    if (whole == 0) return;
    write(command, std::string_view(waiting.text).substr(0, whole));
    waiting.text.erase(0, whole);
  }

  void write(const store::CommandRow& command, std::string_view text) {
    const auto& session = sessions_.at(command.session_id);
    const auto& steps = command.stage == "rollback" ? rollback_ : steps_;
    const auto index = static_cast<std::size_t>(command.step);
    writer_.write(
        {.target = session.target_label,
         .session = session.session_id,
         .recheck = session.recheck,
         .stage = command.stage,
         .step = command.step,
         .title = index < steps.size() ? std::string_view(steps[index].title) : std::string_view(),
         .order = command.order,
         .left_out = command.left_out,
         .text = text});
  }

  /// A session gives one command after the other, and one that is over gives no more.
  void end_others(const store::CommandRow& command) {
    std::erase_if(waiting_, [&](auto& one) {
      const auto& session = one.second.session;
      const bool is_over = session == command.session_id || !under_way_.contains(session);
      if (one.first == command.order || !is_over) return false;
      end(one.first, one.second);
      return true;
    });
  }

  /// Bytes of `text` up to the end of its last line that says something: empty ones wait for what
  /// follows, as at the end of all they are left out.
  static std::size_t whole_lines(std::string_view text) {
    const auto lines = text.substr(0, text.rfind('\n') + 1);
    const auto last = lines.find_last_not_of("\r\n");
    return last == lines.npos ? 0 : lines.find('\n', last) + 1;
  }

  void end(const std::string& order, const Waiting& waiting) {
    if (waiting.text.find_first_not_of("\r\n") != std::string::npos) {
      write({.order = order,
             .session_id = waiting.session,
             .stage = waiting.stage,
             .step = waiting.step},
            waiting.text);
    }
    writer_.end(waiting.left_out);
  }

  void end_all() {
    for (const auto& [order, waiting] : waiting_) end(order, waiting);
    waiting_.clear();
  }

  const LogsOptions& options_;
  const Remote& remote_;
  ChosenBatch batch_;
  CommandOutputs outputs_;
  LogWriter writer_;
  std::vector<usecases::StepView> steps_;
  std::vector<usecases::StepView> rollback_;
  std::map<std::string, TargetSessionView, std::less<>> sessions_;
  std::vector<std::string> order_;   ///< ids, of those that are shown
  std::vector<std::string> labels_;  ///< of all targets
  std::set<std::string> under_way_;
  std::set<std::string> over_;                           ///< of these, to be read once more
  std::map<std::string, Waiting, std::less<>> waiting_;  ///< by order
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
