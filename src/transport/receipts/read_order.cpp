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
  explicit Reading(Carriage& carriage) : carriage_(carriage) {}
  void out(std::string_view bytes) override { carriage_.delivery.append(marker_.feed(bytes)); }
  void err(std::string_view bytes) override {
    errors_ += bytes.substr(0, kErrorsMax - std::min(kErrorsMax, errors_.size()));
  }
  bool enough() const override { return carriage_.called_off().has_value(); }

  const MarkerReader& marker() const { return marker_; }
  std::string why_no_shell() const {
    return transport::why_no_shell(shell_of(carriage_.order),
                                   std::string(marker_.noise()) + errors_);
  }

 private:
  static constexpr std::size_t kErrorsMax = 4096;
  Carriage& carriage_;
  MarkerReader marker_;
  std::string errors_;
};

/// Nobody's output: for commands whose exit status is all that matters.
class Silent : public ExecListener {
 public:
  void out(std::string_view) override {}
  void err(std::string_view) override {}
  bool enough() const override { return false; }
};

Awaitable<CommandResult> call_off(std::shared_ptr<Carriage> carriage, std::int64_t pid) {
  const auto why = carriage->called_off().value_or(Ending::kTimedOut);
  if (pid != 0) {
    const auto grace = carriage->session->shared->settings.kill_grace;
    Silent silent;
    co_await carriage->session->link->exec(shell_of(carriage->order), end_read_script(pid, grace),
                                           silent, Clock::now() + 2 * grace);
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

Awaitable<CommandResult> carry_out_read(std::shared_ptr<Carriage> carriage) {
  const auto& order = carriage->order;
  Link& link = *carriage->session->link;
  const std::string script = read_script(order.command.script, order.environment);
  for (int attempt = 1;; ++attempt) {
    const auto connected = co_await link.connect(carriage->deadline);
    if (!connected) {
      const auto why = carriage->called_off();
      co_return ended(why == Ending::kCancelled ? *why : Ending::kUnreachable,
                      connected.error().message);
    }
    carriage->reached();
    Reading reading(*carriage);
    const ExecEnd end = co_await link.exec(shell_of(order), script, reading, carriage->deadline);
    if (attempt == 1 && !carriage->called_off() && died_idle(end, reading)) {
      link.close();
      continue;
    }
    CommandResult result;
    if (end.kind == ExecEnd::Kind::kLeft)
      result = co_await call_off(carriage, reading.marker().pid());
    else
      result = judge(end, reading);
    carriage->delivery.finish();
    result.output_bytes = carriage->delivery.appended();
    result.tail = carriage->delivery.tail();
    co_return result;
  }
}

}  // namespace fettle::transport
