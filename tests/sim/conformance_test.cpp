// The simulated fleet keeps the contract that real transports keep: what the simulator shows of
// the runner would be worth little otherwise.
#include <algorithm>
#include <charconv>
#include <functional>
#include <string>

#include "tests/conformance/transport_conformance.hpp"
#include "tests/sim/sim_fleet.hpp"

namespace fettle::sim {
namespace {

/// Scripts are words: `count`, `print TEXT`, `exit STATUS`, `endless`.
Outcome carry_out(const ports::Order& order) {
  const std::string_view script = order.command.script;
  Outcome outcome{.takes = Milliseconds(100), .output = {}};
  if (script.starts_with("print ")) outcome.output = std::string(script.substr(6)) + "\n";
  if (script.starts_with("exit ")) {
    std::from_chars(script.data() + 5, script.data() + script.size(), outcome.exit_status);
  }
  if (script == "endless") outcome = {std::chrono::years(1), 0, "up\n"};
  return outcome;
}

class SimRig {
 public:
  SimRig() { fleet_.outcome_of = carry_out; }

  ports::Transport& transport() { return fleet_; }
  fleet::Target target() { return {.label = "host0", .server = {}}; }
  Instant now() { return loop_.now(); }
  bool run_until(const std::function<bool()>& condition) {
    while (!condition()) {
      if (!loop_.run_one()) return false;
    }
    return true;
  }
  std::string counting_script() { return "count"; }
  int count() {
    return static_cast<int>(std::ranges::count(fleet_.executions(), "count", &Execution::script));
  }
  std::string printing_script(const std::string& text) { return "print " + text; }
  std::string exiting_script(int status) { return "exit " + std::to_string(status); }
  std::string endless_script() { return "endless"; }

 private:
  static Scenario one_target() {
    Scenario scenario;
    scenario.targets = 1;
    return scenario;
  }

  SimLoop loop_{Instant{1'772'323'200'000}};
  Dice dice_{1};
  SimFleet fleet_{loop_, dice_, one_target()};
};

}  // namespace
}  // namespace fettle::sim

namespace fettle::conformance {

INSTANTIATE_TYPED_TEST_SUITE_P(Simulated, TransportConformance, sim::SimRig);

}  // namespace fettle::conformance
