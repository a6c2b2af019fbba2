#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <span>
#include <utility>

#include "base/check.hpp"
#include "transport/os/system_random.hpp"
#include "transport/receipts/answer.hpp"
#include "transport/receipts/become.hpp"
#include "transport/receipts/order_execution.hpp"
#include "transport/receipts/read_series.hpp"
#include "transport/receipts/script.hpp"

namespace fettle::transport {
namespace {

using flow::CommandResult;
using flow::Ending;

Identity identity_of(const ports::Order& order) {
  return transport::identity_of(order.target.server, order.become, order.as_whom);
}

CommandResult exited(int status) {
  CommandResult result = ended(Ending::kExited, {});
  // A shell's own statuses are no larger; what is, some other program has made up.
  result.exit_status = std::clamp(status, 0, 255);
  return result;
}

/// The streams of an exec that reads: noise, the marker, then what its commands say.
class Reading : public ExecListener {
 public:
  Reading(ReadSeries& series, Identity identity, const Challenge& challenge)
      : series_(series),
        identity_(std::move(identity)),
        marker_(challenge),
        ends_(challenge, series.following().size()),
        statuses_(challenge, kNoAttempt) {}
  void out(std::string_view bytes) override {
    ends_.feed(
        marker_.feed(bytes), [this](std::string_view output) { series_.output(output); },
        [this](int status) { series_.command_ended(exited(status)); });
    if (ends_.is_over()) series_.give_up();
  }
  void err(std::string_view bytes) override {
    lines_.feed(bytes, [this](std::string_view line) {
      if (const auto status = statuses_.read(line)) last_ = status;
      errors_ += line.substr(0, kErrorsMax - std::min(kErrorsMax, errors_.size()));
      errors_ += '\n';
    });
  }
  bool cancelled() const override { return flooded() || series_.called_off().has_value(); }

  bool flooded() const { return marker_.flooded() || lines_.flooded(); }
  const MarkerReader& marker() const { return marker_; }
  std::string why_no_shell() const {
    if (last_ && last_->kind == Status::Kind::kShellless)
      return fmt::format("this step asks for {}, which the target doesn't have", last_->message);
    if (flooded()) return "it sends words without end instead of an answer";
    return transport::why_no_shell(identity_,
                                   fmt::format("{}{}{}", marker_.noise(), errors_, lines_.rest()));
  }

 private:
  static constexpr std::size_t kErrorsMax = 4096;
  ReadSeries& series_;
  Identity identity_;
  MarkerReader marker_;
  EndReader ends_;
  StatusReader statuses_;
  LineReader lines_;
  std::optional<Status> last_;
  std::string errors_;
};

/// What came of ending a read command.
class EndingHeard : public ExecListener {
 public:
  explicit EndingHeard(const Challenge& challenge) : statuses_(challenge, kNoAttempt) {}
  void out(std::string_view) override {}
  void err(std::string_view bytes) override {
    lines_.feed(bytes, [this](std::string_view line) {
      const auto status = statuses_.read(line);
      if (!status) return;
      if (status->kind == Status::Kind::kSurvivor && left_.size() < 400)
        left_ += (left_.empty() ? "" : "; ") + status->message;
      if (is_final(status->kind)) over_ = true;
    });
  }
  bool cancelled() const override { return lines_.flooded(); }

  /// Empty where all is well.
  std::string words() const {
    if (!left_.empty()) return "; it could not be ended, still runs: " + left_;
    return over_ ? "" : "; whether it has ended there is not known";
  }

 private:
  StatusReader statuses_;
  LineReader lines_;
  std::string left_;
  bool over_ = false;
};

/// Ends what the exec has started there, and says what came of it.
Awaitable<std::string> end_there(std::shared_ptr<OrderExecution> execution, std::int64_t pid) {
  constexpr std::string_view kNotKnown = "; whether it has ended there is not known";
  if (pid == 0) co_return std::string(execution->session->link->is_interactive() ? "" : kNotKnown);
  const auto grace = execution->session->context->settings.kill_grace;
  const Challenge challenge(SystemRandom().bits());
  EndingHeard heard(challenge);
  co_await exec_as(execution->session, identity_of(execution->order),
                   end_read_script(challenge, pid, grace), heard,
                   Clock::now() + 2 * grace + std::chrono::seconds(5));
  co_return heard.words();
}

/// A link that stood idle may have died unnoticed. Nothing was heard of the command then, and as
/// it only reads it may be asked for again, over a new link.
bool died_idle(const ExecEnd& end, const Reading& reading) {
  const bool gone = end.kind == ExecEnd::Kind::kNotStarted || end.kind == ExecEnd::Kind::kLost;
  return gone && end.error.code != ErrorCode::kRefused && !reading.marker().found();
}

/// How the exec ended is how its last command ended.
void judge(ReadSeries& series, const ExecEnd& end, const Reading& reading) {
  if (end.kind != ExecEnd::Kind::kExited)
    series.command_ended(ended(Ending::kUnreachable, end.error.message));
  else if (!reading.marker().found())
    series.command_ended(ended(Ending::kUnreachable, reading.why_no_shell()));
  else if (series.is_at_last())
    series.command_ended(exited(end.exit_status));
}

Awaitable<void> judge_abandoned(std::shared_ptr<ReadSeries> series,
                                std::shared_ptr<OrderExecution> first, std::int64_t pid) {
  const auto why = series->called_off();
  const bool is_wanted = !series->is_given_up();
  std::string words = co_await end_there(first, pid);
  if (!is_wanted) co_return;
  const bool late = why.value_or(Ending::kTimedOut) == Ending::kTimedOut;
  series->command_ended(ended(late ? Ending::kTimedOut : Ending::kCancelled,
                              (late ? "its time was up" : "ended on request") + std::move(words)));
}

/// One exec for all commands of the series, begun by the order of the first.
Awaitable<void> carry_out(std::shared_ptr<ReadSeries> series,
                          std::shared_ptr<OrderExecution> first) {
  const auto& order = first->order;
  Link& link = *first->session->link;
  const auto identity = identity_of(order);
  for (int attempt = 1;; ++attempt) {
    const auto connected = co_await link.connect(first->deadline);
    if (!connected) {
      const auto why = first->called_off();
      co_return series->command_ended(ended(why == Ending::kCancelled ? *why : Ending::kUnreachable,
                                            connected.error().message));
    }
    series->reached();
    const Challenge challenge(SystemRandom().bits());
    Reading reading(*series, identity, challenge);
    const Script script{series->script(), order.environment, order.command.shell};
    const ExecEnd end = co_await exec_as(
        first->session, identity, read_script(challenge, script, series->following()), reading,
        first->deadline + order.command.timeout * std::ssize(series->following()));
    if (attempt == 1 && !series->called_off() && died_idle(end, reading)) {
      link.close();
      continue;
    }
    if (reading.flooded())
      series->command_ended(ended(Ending::kUnreachable, reading.why_no_shell()));
    else if (end.kind == ExecEnd::Kind::kAbandoned)
      co_await judge_abandoned(series, first, reading.marker().pid());
    else
      judge(*series, end, reading);
    co_return;
  }
}

/// What follows may be run ahead as far as a shell can be given it, over a link that tells each end
/// as it comes.
std::vector<std::string> following(const OrderExecution& execution) {
  if (!execution.session->link->is_interactive()) return {};
  const auto& all = execution.order.command.following;
  const auto end =
      std::ranges::find_if(all, [](const std::string& each) { return !refusal(each, {}).empty(); });
  return {all.begin(), end};
}

/// A bug of ours stops the process; it is never taken for an answer of a target.
void rethrow(const std::exception_ptr& error) {
  if (error) std::rethrow_exception(error);
}

std::shared_ptr<ReadSeries> begin_series(const std::shared_ptr<OrderExecution>& execution,
                                         std::vector<std::string> following) {
  auto series = std::make_shared<ReadSeries>(execution, std::move(following));
  net::co_spawn(
      execution->session->context->executor,
      [series, execution]() -> Awaitable<void> {
        co_await carry_out(series, execution);
        series->over();
      },
      rethrow);
  return series;
}

/// The series whose next command is the order's; of any other nobody will ask for the rest.
std::shared_ptr<ReadSeries> take_over(const std::shared_ptr<OrderExecution>& execution) {
  auto series = std::exchange(execution->session->series, nullptr);
  if (!series) return nullptr;
  if (series->is_next(execution->order)) {
    series->attach(execution);
    return series;
  }
  series->give_up();
  execution->session->link->notify();
  return nullptr;
}

}  // namespace

Awaitable<CommandResult> execute_read(std::shared_ptr<OrderExecution> execution) {
  auto series = take_over(execution);
  if (!series) series = begin_series(execution, following(*execution));
  auto result = co_await ReadSeries::hear(series);
  if (!result) {
    // What the answers about several don't prove is asked for alone.
    execution->output.begin_again();
    series = begin_series(execution, {});
    result = co_await ReadSeries::hear(series);
  }
  FETTLE_CHECK(result.has_value());
  if (series->has_more()) execution->session->series = series;
  execution->output.finish();
  result->output_bytes = execution->output.appended();
  result->tail = execution->output.tail();
  co_return *result;
}

}  // namespace fettle::transport
