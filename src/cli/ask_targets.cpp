#include "cli/ask_targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "transport/os/asio_loop.hpp"
#include "transport/transports.hpp"

namespace fettle::cli {
namespace {

constexpr std::chrono::seconds kAnswerMax{30};

class Listener : public ports::OrderListener {
 public:
  using Ended = std::function<void(flow::CommandResult, std::string output)>;
  explicit Listener(Ended ended) : ended_(std::move(ended)) {}

  void started(std::string_view /*order*/) override {}
  void output(std::string_view /*order*/, std::int64_t offset, std::string_view bytes) override {
    // After a gap a line could begin with the end of another.
    if (offset == static_cast<std::int64_t>(output_.size())) output_ += bytes;
  }
  void ended(std::string_view /*order*/, flow::CommandResult result) override {
    output_.resize(output_.rfind('\n') + 1);
    ended_(std::move(result), std::move(output_));
  }

 private:
  Ended ended_;
  std::string output_;
};

class Round {
 public:
  Round(const std::vector<Ask>& asks, const transport::Settings& settings,
        const ChooseReceipts& choose)
      : asks_(asks),
        settings_(settings),
        choose_(choose),
        transport_(loop_.context(), settings),
        answers_(asks.size()) {}

  std::vector<TargetAnswer> go() && {
    const auto first = std::min(asks_.size(), static_cast<std::size_t>(settings_.connects_max));
    for (std::size_t i = 0; i < first; ++i) next();
    if (left_ > 0) loop_.run();
    return std::move(answers_);
  }

 private:
  void next() {
    if (next_ == asks_.size()) return;
    const auto index = next_++;
    const auto& ask = asks_[index];
    ports::Order order{.id = session_of(index), .session = session_of(index), .target = ask.target};
    order.command = {.script = ask.script, .timeout = kAnswerMax};
    order.become = ask.become;
    order.as_whom = ask.as_whom;
    order.deadline = loop_.now() + order.command.reach_timeout + kAnswerMax;
    transport_.start(std::move(order),
                     std::make_shared<Listener>([this, index](auto result, auto output) {
                       ended(index, std::move(result), std::move(output));
                     }));
  }

  void ended(std::size_t index, flow::CommandResult result, std::string output) {
    auto& answer = answers_[index];
    answer.ok = result.succeeded();
    answer.reason = std::move(result.message);
    if (!answer.ok && answer.reason.empty()) {
      answer.reason = fmt::format("it answered with exit status {}", result.exit_status);
    }
    answer.output = std::move(output);
    auto receipts =
        choose_ && answer.ok ? choose_(index, answer.output) : std::vector<std::string>();
    const auto& ask = asks_[index];
    transport_.release({session_of(index), ask.target, ask.become, receipts, ask.as_whom},
                       [this, index, receipts](bool removed) {
                         if (removed) answers_[index].removed = receipts;
                         next();
                         if (--left_ == 0) loop_.stop();
                       });
  }

  static std::string session_of(std::size_t index) { return fmt::format("ask-{}", index); }

  const std::vector<Ask>& asks_;
  const transport::Settings& settings_;
  const ChooseReceipts& choose_;
  transport::AsioLoop loop_;
  transport::Transports transport_;
  std::vector<TargetAnswer> answers_;
  std::size_t next_ = 0;
  std::size_t left_ = asks_.size();
};

}  // namespace

std::vector<TargetAnswer> ask_targets(const std::vector<Ask>& asks,
                                      const transport::Settings& settings,
                                      const ChooseReceipts& choose) {
  return Round(asks, settings, choose).go();
}

}  // namespace fettle::cli
