// Simulated targets behind the transport port. Targets live on when the process dies: commands go
// on, receipts stay, and each target writes down what it was made to do. Those records, which no
// code under test can touch, are what the checkers believe.
#pragma once

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

  void start(ports::Order order, std::shared_ptr<ports::OrderListener> listener) override;
  void stop(std::string_view order) override;
  void release(ports::Receipts receipts, std::function<void(bool)> done) override;

  /// From now on nothing fails any more, and what is cut off comes back.
  void heal() { faults_ = {}; }
  /// The process at the other end is gone: nobody hears of its orders, which run on. Some that it
  /// had sent arrive only now.
  void drop_links();

  const std::vector<Execution>& executions() const { return executions_; }
  /// Attempts whose receipts are still on their targets.
  std::vector<std::string> receipts() const;
  /// Called with each execution at the moment it begins.
  std::function<void(const Execution&)> on_execution;
  /// Decides what commands do; the dice unless somebody else is put here.
  std::function<Outcome(const ports::Order&)> outcome_of;

 private:
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

  void arrive(const std::string& id);
  void read(const std::string& id);
  void read_to_end(const std::string& id, std::size_t execution);
  void cancel(const std::string& id);
  void change(const std::string& id);
  void follow(const std::string& id);
  void collect(const std::string& id);
  Outcome throw_dice(const ports::Order& order);
  void execute(const ports::Order& order);
  void finish(const std::string& id, flow::CommandResult result);
  void later(Milliseconds delay, const std::string& id, void (SimFleet::*next)(const std::string&));
  Running* find(const std::string& id);
  bool chance(int percent) { return percent > 0 && dice_.percent(percent); }

  SimLoop& loop_;
  Dice& dice_;
  Faults faults_;
  std::vector<Target> targets_;
  std::map<std::string, Running> running_;
  std::vector<Execution> executions_;
};

}  // namespace fettle::sim
