// Simulated targets behind the transport port. Targets live on when the process dies: commands go
// on, receipts stay, and each target writes down what it was made to do. Those records, which no
// code under test can touch, are what the checkers believe.
#pragma once

#include <compare>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "ports/transport.hpp"
#include "tests/sim/dice.hpp"
#include "tests/sim/scenario.hpp"
#include "tests/sim/sim_loop.hpp"

namespace fettle::sim {

/// One command that a target really ran.
struct Execution {
  int target = 0;
  std::string session;
  std::string order;
  std::string attempt;  ///< empty for a read-only command
  std::string script;
  Instant began;
  Instant ends;
  bool timed_out = false;
  int exit_status = 0;
  std::string output;
};

/// What becomes of a command that is left alone.
struct Outcome {
  Milliseconds takes{0};
  int exit_status = 0;
  std::string output;
};

class SimFleet : public ports::Transport {
 public:
  SimFleet(SimLoop& loop, Dice& dice, const Scenario& scenario);

  void start(ports::Order order, std::shared_ptr<ports::OrderListener> listener) override {
    start(0, std::move(order), std::move(listener));
  }
  void stop(std::string_view order) override { stop(0, order); }
  /// As of one of several processes: who takes over orders the same once more.
  void start(int process, ports::Order order, std::shared_ptr<ports::OrderListener> listener);
  void stop(int process, std::string_view order);
  void release(ports::Receipts receipts, std::function<void(bool)> done) override;

  /// From now on nothing fails any more, and what is cut off comes back.
  void heal() { faults_ = {}; }
  /// The process at the other end is gone: nobody hears of its orders, which run on. Some that it
  /// had sent arrive only now.
  void drop_links(int process);

  const std::vector<Execution>& executions() const { return executions_; }
  /// Attempts whose receipts are still on their targets.
  std::vector<std::string> receipts() const;
  /// Called with each execution at the moment it begins.
  std::function<void(const Execution&)> on_execution;
  /// Decides what commands do; the dice unless somebody else is put here.
  std::function<Outcome(const ports::Order&)> outcome_of;

 private:
  /// An order, and who has sent it.
  struct Sent {
    int process = 0;
    std::string order;
    friend auto operator<=>(const Sent&, const Sent&) = default;
  };
  struct Receipt {
    std::size_t execution = 0;
    bool stopped = false;
    bool lost_outcome = false;  ///< the target restarted underneath it
  };
  struct Target {
    std::map<std::string, Receipt> receipts;
  };
  struct Running {
    ports::Order order;
    std::shared_ptr<ports::OrderListener> listener;
    bool stopping = false;
  };

  void arrive(const Sent& sent);
  void read(const Sent& sent);
  void read_to_end(const Sent& sent, std::size_t execution);
  void cancel(const Sent& sent);
  void change(const Sent& sent);
  void follow(const Sent& sent);
  void collect(const Sent& sent);
  Outcome throw_dice(const ports::Order& order);
  void execute(const ports::Order& order);
  void finish(const Sent& sent, flow::CommandResult result);
  void later(Milliseconds delay, const Sent& sent, void (SimFleet::*next)(const Sent&));
  Running* find(const Sent& sent);
  Receipt* receipt_of(const ports::Order& order);
  bool chance(int percent) { return percent > 0 && dice_.percent(percent); }

  SimLoop& loop_;
  Dice& dice_;
  Faults faults_;
  std::vector<Target> targets_;
  std::map<Sent, Running> running_;
  std::vector<Execution> executions_;
};

}  // namespace fettle::sim
