// Holds a simulated run to the promises that docs/simulation.md lists. It believes two witnesses
// only: what the targets wrote down that they ran, and what stands in the database; never what the
// runner thinks. Each check names the promise that it guards; docs/simulation.md tells which
// planted bug each one has caught.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/batch.hpp"
#include "core/engine/session_state.hpp"
#include "ports/journal.hpp"
#include "ports/transport.hpp"
#include "store/database/connection.hpp"
#include "tests/sim/scenario.hpp"
#include "tests/sim/sim_fleet.hpp"

namespace fettle::sim {

/// When the batch is launched.
inline constexpr Instant kLaunched{1'772'323'200'000};  // 2026-03-01
/// Whose batch it is, where rules hold.
inline constexpr std::string_view kSimTeam = "team";

/// How long a gate waits for its answer.
inline constexpr Milliseconds kGateExpiry = std::chrono::minutes(30);

/// A broken promise: thrown at the moment it is seen.
struct Violation {
  std::string what;
};

class Checker {
 public:
  Checker(const Scenario& scenario, SimLoop& loop, store::Connection& connection);

  /// At any moment between two transactions: the batch's own counts are those of its sessions.
  void counts_agree();
  /// At the moment a commit stands.
  void stored(const ports::Commit& commit);
  /// At the moment a commit lets a session start.
  void admitted(const std::string& session);
  /// At the moment an order is sent by the process that was given the lease of this number.
  void ordered(const ports::Order& order, std::int64_t lease);
  /// At the moment a target is told to remove receipts.
  void released(const ports::Receipts& receipts) const;
  /// At the moment a target begins a command.
  void executed(const Execution& execution);
  /// When all is over.
  void finished(const SimFleet& fleet);

  // What the person at the controls did, which excuses what would else be wrong.
  void approved(const std::string& session, int step) { approvals_.insert({session, step}); }
  void wave_approved(int wave) { approved_waves_.insert(wave); }
  void reopened(const std::string& session) { ++reopened_[session]; }
  void gone_on() { forgiven_until_ = loop_.now(); }  ///< in spite of the failures so far
  void overridden() { overridden_ = true; }          ///< windows and freezes
  void host_back(const std::string& host);

 private:
  struct Row {
    std::string id;
    int position = 0;
    int wave = 0;
    bool recheck = false;
    std::string status;
    std::int64_t started_at = 0;
    std::int64_t ended_at = 0;
  };
  /// How far a session has come, and how often it had been reopened then.
  struct Reached {
    int step = 0;
    int reopened = 0;
  };
  std::vector<Row> sessions();
  engine::SessionState stored_state(const std::string& session);
  int times_reopened(const std::string& session) const;

  void at_most_once(const Execution& execution, int step);
  void only_where_needed(const Execution& execution, int step);
  void only_what_was_approved(const Execution& execution, int step, const Row& row);
  void rolled_back_for_a_reason(int step, const Row& row, const engine::SessionState& state);
  void steps_in_order(const Execution& execution, int step);
  void within_concurrency(const std::vector<Row>& rows);
  void after_the_wave_before(const Row& row, const std::vector<Row>& rows);
  void within_budget(int position);
  void succeeded(const std::string& session);
  void within_failures(const Row& row, const std::vector<Row>& rows);
  void told_truly(const std::vector<Execution>& executions);
  void output_complete(const std::vector<Execution>& executions);
  void ring_gates_keep_their_time();
  void nothing_left_over();
  void lost_one_is_left_alone();
  void receipts_are_gone(const std::vector<std::string>& receipts);

  const Scenario& scenario_;
  SimLoop& loop_;
  store::Connection& connection_;
  std::set<std::pair<std::string, int>> approvals_;
  std::set<int> approved_waves_;
  std::map<std::string, int> reopened_;
  Instant forgiven_until_;
  std::map<std::string, Execution> attempts_;
  std::map<std::pair<std::string, int>, std::vector<std::string>> attempts_of_step_;
  std::map<std::string, Reached> last_step_;
  std::map<std::pair<std::string, int>, int> needed_;  ///< last answer of a step's `only_if`
  std::set<std::string> begun_;                        ///< sessions
  std::set<int> out_;  ///< positions whose targets were changed, and have not succeeded since
  bool overridden_ = false;
  bool may_be_forgotten_ = false;  ///< a power cut would take the last commit
  std::set<std::size_t> waves_begun_;
};

}  // namespace fettle::sim
