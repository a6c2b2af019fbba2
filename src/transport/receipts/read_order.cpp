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

Identity identity_of(const ports::Order& order) {
  return transport::identity_of(order.target.server, order.become, order.as_whom);
}

/// The streams of a read command: noise, the marker, then its output.
class Reading : public ExecListener {
 public:
  Reading(OrderExecution& execution, const Challenge& challenge)
      : execution_(execution), marker_(challenge), statuses_(challenge, kNoAttempt) {}
  void out(std::string_view bytes) override { execution_.output.append(marker_.feed(bytes)); }
  void err(std::string_view bytes) override {
    lines_.feed(bytes, [this](std::string_view line) {
      if (const auto status = statuses_.read(line)) last_ = status;
      errors_ += line.substr(0, kErrorsMax - std::min(kErrorsMax, errors_.size()));
      errors_ += '\n';
    });
  }
  bool cancelled() const override { return flooded() || execution_.called_off().has_value(); }

  bool flooded() const { return marker_.flooded() || lines_.flooded(); }
  const MarkerReader& marker() const { return marker_; }
  std::string why_no_shell() const {
    if (last_ && last_->kind == Status::Kind::kShellless)
      return fmt::format("this step asks for {}, which the target doesn't have", last_->message);
    if (flooded()) return "it sends words without end instead of an answer";
    return transport::why_no_shell(identity_of(execution_.order),
                                   fmt::format("{}{}{}", marker_.noise(), errors_, lines_.rest()));
  }

 private:
  static constexpr std::size_t kErrorsMax = 4096;
  OrderExecution& execution_;
  MarkerReader marker_;
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

Awaitable<CommandResult> call_off(std::shared_ptr<OrderExecution> execution, std::int64_t pid) {
  const auto why = execution->called_off().value_or(Ending::kTimedOut);
  std::string words;
  if (pid != 0) {
    const auto grace = execution->session->context->settings.kill_grace;
    const Challenge challenge(SystemRandom().bits());
    EndingHeard heard(challenge);
    co_await exec_as(execution->session, identity_of(execution->order),
                     end_read_script(challenge, pid, grace), heard,
                     Clock::now() + 2 * grace + std::chrono::seconds(5));
    words = heard.words();
  }
  co_return ended(why, (why == Ending::kTimedOut ? "its time was up" : "ended on request") + words);
}

/// A link that stood idle may have died unnoticed. Nothing was heard of the command then, and as
/// it only reads it may be asked for again, over a new link.
bool died_idle(const ExecEnd& end, const Reading& reading) {
  const bool gone = end.kind == ExecEnd::Kind::kNotStarted || end.kind == ExecEnd::Kind::kLost;
  return gone && end.error.code != ErrorCode::kRefused && !reading.marker().found();
}

CommandResult judge(const ExecEnd& end, const Reading& reading) {
  if (end.kind != ExecEnd::Kind::kExited) return ended(Ending::kUnreachable, end.error.message);
  if (!reading.marker().found()) return ended(Ending::kUnreachable, reading.why_no_shell());
  CommandResult result = ended(Ending::kExited, {});
  // A shell's own statuses are no larger; what is, some other program has made up.
  result.exit_status = std::clamp(end.exit_status, 0, 255);
  return result;
}

}  // namespace

Awaitable<CommandResult> execute_read(std::shared_ptr<OrderExecution> execution) {
  const auto& order = execution->order;
  Link& link = *execution->session->link;
  for (int attempt = 1;; ++attempt) {
    const auto connected = co_await link.connect(execution->deadline);
    if (!connected) {
      const auto why = execution->called_off();
      co_return ended(why == Ending::kCancelled ? *why : Ending::kUnreachable,
                      connected.error().message);
    }
    execution->reached();
    const Challenge challenge(SystemRandom().bits());
    Reading reading(*execution, challenge);
    const Script script{order.command.script, order.environment, order.command.shell};
    const ExecEnd end =
        co_await exec_as(execution->session, identity_of(order), read_script(challenge, script),
                         reading, execution->deadline);
    if (attempt == 1 && !execution->called_off() && died_idle(end, reading)) {
      link.close();
      continue;
    }
    CommandResult result;
    if (reading.flooded())
      result = ended(Ending::kUnreachable, reading.why_no_shell());
    else if (end.kind == ExecEnd::Kind::kAbandoned)
      result = co_await call_off(execution, reading.marker().pid());
    else
      result = judge(end, reading);
    execution->output.finish();
    result.output_bytes = execution->output.appended();
    result.tail = execution->output.tail();
    co_return result;
  }
}

}  // namespace fettle::transport
