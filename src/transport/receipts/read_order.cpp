#include "transport/receipts/answer.hpp"
#include "transport/receipts/order_execution.hpp"
#include "transport/receipts/script.hpp"

namespace fettle::transport {
namespace {

using flow::CommandResult;
using flow::Ending;

/// The streams of a read command: noise, the marker, then its output.
class Reading : public ExecListener {
 public:
  explicit Reading(OrderExecution& execution) : execution_(execution) {}
  void out(std::string_view bytes) override { execution_.output.append(marker_.feed(bytes)); }
  void err(std::string_view bytes) override {
    errors_ += bytes.substr(0, kErrorsMax - std::min(kErrorsMax, errors_.size()));
  }
  bool cancelled() const override { return execution_.called_off().has_value(); }

  const MarkerReader& marker() const { return marker_; }
  std::string why_no_shell() const {
    return transport::why_no_shell(shell_of(execution_.order),
                                   std::string(marker_.noise()) + errors_);
  }

 private:
  static constexpr std::size_t kErrorsMax = 4096;
  OrderExecution& execution_;
  MarkerReader marker_;
  std::string errors_;
};

Awaitable<CommandResult> call_off(std::shared_ptr<OrderExecution> execution, std::int64_t pid) {
  const auto why = execution->called_off().value_or(Ending::kTimedOut);
  if (pid != 0) {
    const auto grace = execution->session->context->settings.kill_grace;
    DiscardOutput ignored;
    co_await execution->session->link->exec(shell_of(execution->order), end_read_script(pid, grace),
                                            ignored, Clock::now() + 2 * grace);
  }
  co_return ended(why, why == Ending::kTimedOut ? "its time was up" : "ended on request");
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
  result.exit_status = end.exit_status;
  return result;
}

}  // namespace

Awaitable<CommandResult> execute_read(std::shared_ptr<OrderExecution> execution) {
  const auto& order = execution->order;
  Link& link = *execution->session->link;
  const std::string script = read_script(order.command.script, order.environment);
  for (int attempt = 1;; ++attempt) {
    const auto connected = co_await link.connect(execution->deadline);
    if (!connected) {
      const auto why = execution->called_off();
      co_return ended(why == Ending::kCancelled ? *why : Ending::kUnreachable,
                      connected.error().message);
    }
    execution->reached();
    Reading reading(*execution);
    const ExecEnd end = co_await link.exec(shell_of(order), script, reading, execution->deadline);
    if (attempt == 1 && !execution->called_off() && died_idle(end, reading)) {
      link.close();
      continue;
    }
    CommandResult result;
    if (end.kind == ExecEnd::Kind::kAbandoned)
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
