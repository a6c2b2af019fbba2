// The person at the controls of a simulated run: answers gates late or not at all, pauses, cancels,
// says senseless things, and sees to what has halted. Tells the checker what was allowed.
#pragma once

#include <string>
#include <vector>

#include "runner/runner.hpp"
#include "tests/sim/checker.hpp"
#include "tests/sim/sim_loop.hpp"

namespace fettle::sim {

/// When the world has healed, nobody is away, nervous or rejecting any more.
constexpr Milliseconds kHealsAfter = std::chrono::minutes(90);

class Person {
 public:
  Person(Scenario& scenario, Dice& dice, SimLoop& loop, store::Connection& database,
         Checker& checker)
      : scenario_(scenario), dice_(dice), loop_(loop), database_(database), checker_(checker) {}

  void launched(std::string batch, std::vector<std::string> sessions) {
    batch_ = std::move(batch);
    sessions_ = std::move(sessions);
  }
  /// Called every half minute with the runner that has the batch.
  void look(runner::Runner& runner);
  void world_healed() { healed_ = true; }
  /// Nothing that has ended badly will be tried again.
  bool has_given_up() const;

 private:
  void answer_gates();
  void answer_wave_gate();
  void steer();
  void intervene();
  void reopen_some();
  void fidget();
  void say_something(const std::string& session);
  void resume_paused();
  void see_to_rules();
  runner::Runner& runner() const { return *runner_; }

  Scenario& scenario_;
  Dice& dice_;
  SimLoop& loop_;
  store::Connection& database_;
  Checker& checker_;
  runner::Runner* runner_ = nullptr;  ///< during a look
  std::string batch_;
  std::vector<std::string> sessions_;
  int interventions_ = 0;
  bool healed_ = false;
};

}  // namespace fettle::sim
