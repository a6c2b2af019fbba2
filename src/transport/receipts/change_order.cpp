// A changing command from the order to its end. The target's receipt is the only witness: this
// file asks it, again and again over new links if need be, and reports nothing that it didn't say.
#include <fmt/format.h>

#include <algorithm>

#include "transport/os/system_random.hpp"
#include "transport/receipts/answer.hpp"
#include "transport/receipts/become.hpp"
#include "transport/receipts/order_execution.hpp"
#include "transport/receipts/script.hpp"

namespace fettle::transport {
namespace {

using flow::CommandResult;
using flow::Ending;

constexpr std::chrono::milliseconds kPauseMax{5'000};
constexpr std::chrono::seconds kPatienceAfterStop{60};
/// So often in a row a target may answer without saying what became of the command: half a minute.
constexpr int kWordlessMax = 8;
/// Of the target, see Request: 2 s, 4, 8, 40, then a minute.
constexpr int kBeatsFirst = 10;
constexpr int kBeatsMax = 100;

enum class Asked { kBegin, kFollow, kEnd };

/// One request to the target: what came of it.
class Answers : public ExecListener {
 public:
  Answers(OrderExecution& execution, const Challenge& challenge, Asked asked)
      : execution_(execution),
        asked_(asked),
        marker_(challenge),
        output_(execution.output.next()),
        statuses_(challenge, execution.order.attempt) {}

  void out(std::string_view bytes) override {
    output_.feed(marker_.feed(bytes), [this](std::int64_t offset, std::string_view part) {
      execution_.output.deliver(offset, part);
    });
  }
  void err(std::string_view bytes) override {
    lines_.feed(bytes, [this](std::string_view line) { on_line(line); });
  }
  bool cancelled() const override {
    if (flooded()) return true;
    if (asked_ == Asked::kEnd) return false;
    // Asked last before the text is sent, as time may have passed since the order.
    const bool begins = asked_ == Asked::kBegin && !shell_started();
    return execution_.called_off() || (begins && !execution_.listener->may_begin());
  }

  /// It sends more words than an answer has.
  bool flooded() const { return marker_.flooded() || lines_.flooded(); }
  bool shell_started() const { return marker_.found(); }
  const std::optional<Status>& last() const { return last_; }
  const std::string& receipt_boot() const { return receipt_boot_; }
  bool started() const { return started_; }
  bool ending() const { return ending_; }
  /// Who lives on though his end was asked for.
  const std::string& left() const { return left_; }
  std::int64_t total() const { return output_.total(); }
  std::string noise() const {
    return fmt::format("{}{}{}", marker_.noise(), noise_, lines_.rest());
  }

 private:
  void on_line(std::string_view line) {
    auto status = statuses_.read(line);
    if (!status) {
      if (noise_.size() < 4096 && !line.starts_with("@@fettle "))
        noise_ += std::string(line) + "\n";
      return;
    }
    switch (status->kind) {
      case Status::Kind::kStarted:
        started_ = true;
        receipt_boot_ = status->boot;
        return tell_started();
      case Status::Kind::kEnding:
        ending_ = true;
        return;
      case Status::Kind::kSurvivor:
        if (left_.size() < 400) left_ += (left_.empty() ? "" : "; ") + status->message;
        return;
      default:
        last_ = std::move(status);
    }
  }
  void tell_started() {
    if (std::exchange(execution_.told_started, true)) return;
    execution_.listener->started(execution_.order.id);
  }

  OrderExecution& execution_;
  Asked asked_;
  MarkerReader marker_;
  ReceiptOutput output_;
  StatusReader statuses_;
  LineReader lines_;
  std::optional<Status> last_;
  std::string receipt_boot_;
  std::string noise_;
  std::string left_;
  bool started_ = false;
  bool ending_ = false;
};

class Change {
 public:
  explicit Change(std::shared_ptr<OrderExecution> execution)
      : execution_(std::move(execution)),
        order_(execution_->order),
        settings_(execution_->session->context->settings),
        link_(*execution_->session->link),
        identity_(identity_of(order_.target.server, order_.become, order_.as_whom)),
        may_begin_(execution_->session->refusal.empty()),
        perhaps_started_(order_.known_started),
        started_(order_.known_started) {}

  Awaitable<CommandResult> run() {
    std::optional<CommandResult> result;
    while (!result) {
      if (Clock::now() >= give_up_at()) co_return out_of_patience();
      if (const auto why = execution_->called_off(); why && !perhaps_started_)
        co_return ended(*why, "it was never started");
      result = co_await ask();
    }
    result->output_bytes = std::max(total_, execution_->output.next());
    result->tail = execution_->output.tail();
    co_return *result;
  }

 private:
  /// When there is no more sense in looking for a receipt.
  Deadline give_up_at() const {
    Deadline latest = execution_->deadline + settings_.follow_beyond_deadline;
    if (const auto& stopped = execution_->stopped)
      latest = std::min(latest, *stopped + settings_.kill_grace + kPatienceAfterStop);
    return latest;
  }

  CommandResult out_of_patience() const {
    return ended(Ending::kUnknown,
                 fmt::format("the receipt of what ran could not be read: {}", last_problem_));
  }

  /// One round: connect, ask, judge the answer. Empty: go on.
  Awaitable<std::optional<CommandResult>> ask() {
    const bool end = execution_->called_off().has_value();
    const auto connected = co_await link_.connect(end ? give_up_at() : execution_->deadline);
    if (!connected) co_return co_await after_no_link(connected.error());
    // Called off while the link was made: look again at what that means.
    if (!end && execution_->called_off()) co_return std::nullopt;

    const bool follows = started_ || !may_begin_;
    const Asked asked = end ? Asked::kEnd : follows ? Asked::kFollow : Asked::kBegin;
    if (asked == Asked::kBegin && !execution_->listener->may_begin())
      co_return co_await after_no_right();
    nothing_ran_ = !perhaps_started_;
    if (!end) {
      execution_->reached();
      perhaps_started_ = true;
    }
    const Challenge challenge(SystemRandom().bits());
    Answers answers(*execution_, challenge, asked);
    const Deadline until = end ? Clock::now() + 2 * settings_.kill_grace + std::chrono::seconds(30)
                               : execution_->deadline;
    const ExecEnd exec =
        co_await exec_as(execution_->session, identity_, request(challenge, asked), answers, until);
    const bool no_shell =
        exec.kind == ExecEnd::Kind::kExited && !answers.shell_started() && !answers.last();
    if (exec.kind == ExecEnd::Kind::kNotStarted || no_shell) perhaps_started_ = !nothing_ran_;
    note(answers);
    if (const auto& last = answers.last()) co_return co_await judge(answers, *last, end);
    if (no_shell && nothing_ran_)
      co_return ended(Ending::kUnreachable,
                      why_no_shell(identity_, answers.noise()) + "; nothing was started");
    if (exec.kind == ExecEnd::Kind::kExited || answers.flooded())
      co_return co_await after_no_words(answers);
    wordless_ = 0;
    if (exec.kind == ExecEnd::Kind::kAbandoned && !end) co_return std::nullopt;
    co_return co_await after_no_answer(exec);
  }

  /// Over a link that tells output only at the end of a request there are several of them: soon
  /// ones, then one a minute, as each is a log-in.
  int next_beats() {
    beats_ = std::min(beats_ * 2, kBeatsMax);
    return beats_;
  }

  std::string request(const Challenge& challenge, Asked asked) {
    const bool ends = asked == Asked::kEnd;
    const Request made{.challenge = challenge,
                       .attempt = order_.attempt,
                       .offset = execution_->output.next(),
                       .beats = ends || link_.is_interactive() ? 0 : next_beats()};
    if (ends) return end_script(made, settings_.kill_grace);
    if (asked == Asked::kFollow) return follow_script(made);
    return begin_script(made, {order_.command.script, order_.environment, order_.command.shell});
  }

  void note(const Answers& answers) {
    total_ = std::max(total_, answers.total());
    started_ = started_ || answers.started();
    perhaps_started_ = perhaps_started_ || answers.started();
    ending_ = ending_ || answers.ending();
    if (!answers.receipt_boot().empty()) receipt_boot_ = answers.receipt_boot();
    if (!answers.left().empty()) left_ = answers.left();
    if (!answers.last()) return;
    left_ = answers.left();
    pause_ = settings_.retry_delay;
    wordless_ = 0;
  }

  Awaitable<std::optional<CommandResult>> after_no_link(const Error& error) {
    last_problem_ = error.message;
    if (!perhaps_started_) {
      const auto why = execution_->called_off();
      co_return ended(why == Ending::kCancelled ? *why : Ending::kUnreachable, error.message);
    }
    co_await pause();
    co_return std::nullopt;
  }

  /// Another process may have the batch by now, and may have removed the receipt of what ran.
  Awaitable<std::optional<CommandResult>> after_no_right() {
    last_problem_ = "this process no longer has the right to begin it";
    co_await pause();
    co_return std::nullopt;
  }

  Awaitable<std::optional<CommandResult>> after_no_answer(const ExecEnd& exec) {
    last_problem_ = exec.error.message.empty() ? "it sent no receipt" : exec.error.message;
    const bool refused = exec.error.code == ErrorCode::kRefused;
    if (!refused) link_.close();
    if (!perhaps_started_ && (refused || ++refusals_ > 1))
      co_return ended(Ending::kUnreachable, last_problem_);
    if (perhaps_started_) co_await pause();
    co_return std::nullopt;
  }

  /// The link is well and the target answers, but not with what became of the command: its table
  /// of processes is full, its start-up files swallow our lines, or it lies. That may pass; it is
  /// not waited for as a lost link is.
  Awaitable<std::optional<CommandResult>> after_no_words(const Answers& answers) {
    last_problem_ = answers.shell_started() ? answered_without_receipt(answers.noise())
                                            : why_no_shell(identity_, answers.noise());
    if (answers.flooded()) {
      link_.close();
      last_problem_ = "it sends words without end instead of a receipt";
    }
    if (answers.flooded() && !answers.shell_started() && nothing_ran_)
      co_return ended(Ending::kUnreachable, last_problem_);
    if (++wordless_ >= kWordlessMax) co_return out_of_patience();
    co_await pause();
    co_return std::nullopt;
  }

  static std::string answered_without_receipt(std::string_view noise) {
    const std::size_t end = noise.find_last_not_of(" \r\n");
    if (end == std::string_view::npos)
      return "the target answers without a receipt, and says nothing";
    return fmt::format("the target answers without a receipt, and says: {}",
                       noise.substr(0, end + 1));
  }

  Awaitable<std::optional<CommandResult>> judge(const Answers& answers, const Status& status,
                                                bool end) {
    switch (status.kind) {
      case Status::Kind::kExited:
        co_return co_await after_exit(status);
      case Status::Kind::kRunning:
        co_return std::nullopt;
      case Status::Kind::kGone:
        co_return after_gone(status);
      case Status::Kind::kNever:
        co_return co_await after_never(answers, status, end);
      case Status::Kind::kUnended:
        co_return lives_on(execution_->called_off().value_or(Ending::kCancelled));
      default:
        co_return refused(status);
    }
  }

  /// The target says why it has begun nothing.
  CommandResult refused(const Status& status) const {
    if (!nothing_ran_)
      return ended(Ending::kUnknown,
                   fmt::format("the receipt of what ran could not be read: {}", status.message));
    return ended(Ending::kUnreachable, why_refused(status) + "; nothing was started");
  }

  static std::string why_refused(const Status& status) {
    switch (status.kind) {
      case Status::Kind::kUnwritable:
        return fmt::format(
            "receipt folder {} cannot be written: make room or set FETTLE_HOME there",
            status.message);
      case Status::Kind::kUnsafe:
        return fmt::format(
            "the folder of receipts is not safe there: {}; take that right away from others, or "
            "set FETTLE_HOME to a folder that only this account can change",
            status.message);
      case Status::Kind::kBeside:
        return fmt::format(
            "an earlier run of this step lives there yet ({}): wait for its end, or end it",
            status.message);
      case Status::Kind::kShellless:
        return fmt::format("this step asks for {}, which the target doesn't have", status.message);
      default:
        return "the target gave an answer that makes no sense here";
    }
  }

  /// Nothing may begin beside what could not be ended: no retry, not even of an idempotent step.
  CommandResult lives_on(Ending why) const {
    return ended(Ending::kUnknown,
                 fmt::format("{}, and what it had started could not be ended; still runs: {}",
                             why == Ending::kTimedOut ? "its time was up" : "its end was asked for",
                             left_.empty() ? "its process group" : left_));
  }

  static bool differ(const std::string& boot, const std::string& now) {
    return !boot.empty() && !now.empty() && boot != "none" && now != "none" && boot != now;
  }

  Awaitable<std::optional<CommandResult>> after_exit(const Status& status) {
    if (order_.command.expect_reboot && differ(status.boot, status.now))
      co_return ended(Ending::kRebooted, {});
    const auto why = execution_->called_off();
    if (!left_.empty()) co_return lives_on(why.value_or(Ending::kTimedOut));
    // Beyond 128 a signal ended it: that of the shutdown, most likely.
    const bool may_reboot = order_.command.expect_reboot && !ending_ &&
                            (status.exit_status == 0 || status.exit_status > 128);
    if (may_reboot && !why) {
      co_await pause();
      co_return std::nullopt;
    }
    CommandResult result = ended(Ending::kExited, {});
    result.exit_status = status.exit_status;
    if (ending_) {
      result =
          ended(why.value_or(Ending::kCancelled),
                why == Ending::kTimedOut ? "its time was up; it was ended" : "ended on request");
    } else if (may_reboot && status.exit_status == 0) {
      result = ended(*why, "it ended with 0, but the target was not restarted");
    }
    if (status.output_lost) result.message += "output was lost: the target's disk is full";
    co_return result;
  }

  CommandResult after_gone(const Status& status) const {
    const bool restarted = differ(status.boot, status.now);
    if (restarted && order_.command.expect_reboot) return ended(Ending::kRebooted, {});
    std::string message = restarted ? "the target was restarted while it ran"
                                    : "its process is gone and left no exit status";
    if (!left_.empty()) message += "; still runs: " + left_;
    return ended(Ending::kUnknown, std::move(message));
  }

  Awaitable<std::optional<CommandResult>> after_never(const Answers& answers, const Status& status,
                                                      bool end) {
    if (order_.command.expect_reboot && differ(receipt_boot_, status.now))
      co_return ended(Ending::kRebooted, {});
    if (started_) co_return ended(Ending::kUnknown, "its receipt is gone from the target");
    const auto why = execution_->called_off();
    if (end) co_return ended(why.value_or(Ending::kCancelled), "it was never started");
    // Whoever says so has made sure that nobody starts it any more.
    perhaps_started_ = false;
    if (!may_begin_)
      co_return ended(Ending::kUnreachable, execution_->session->refusal + "; nothing was started");
    const std::size_t words = answers.noise().find_last_not_of(" \r\n");
    if (words != std::string::npos) last_problem_ = answers.noise().substr(0, words + 1);
    if (!status.message.empty())
      co_return ended(
          Ending::kUnreachable,
          fmt::format("the target could not start it: {}; nothing was started", status.message));
    if (++refusals_ > 3)
      co_return ended(Ending::kUnreachable,
                      fmt::format("the target was asked to start it and did not{}{}; nothing was "
                                  "started",
                                  last_problem_.empty() ? "" : ": ", last_problem_));
    co_await pause();
    co_return std::nullopt;
  }

  Awaitable<void> pause() {
    co_await execution_->pause(execution_->session->context->jittered(pause_));
    pause_ = std::min(pause_ * 2, kPauseMax);
  }

  std::shared_ptr<OrderExecution> execution_;
  const ports::Order& order_;
  const Settings& settings_;
  Link& link_;
  Identity identity_;
  bool may_begin_;  ///< else what was asked for before is looked for (own_machine.hpp)
  bool perhaps_started_;
  bool started_;
  bool nothing_ran_ = true;  ///< when the last request was made
  bool ending_ = false;
  int refusals_ = 0;
  int wordless_ = 0;  ///< answers in a row
  int beats_ = kBeatsFirst / 2;
  std::string left_;
  std::string receipt_boot_;
  std::string last_problem_;
  std::int64_t total_ = 0;
  std::chrono::milliseconds pause_ = settings_.retry_delay;
};

}  // namespace

Awaitable<CommandResult> execute_change(std::shared_ptr<OrderExecution> execution) {
  Change change(std::move(execution));
  co_return co_await change.run();
}

}  // namespace fettle::transport
