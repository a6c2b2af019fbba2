// The production store on a database in memory, with a process that can die at any write.
#pragma once

#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "ports/journal.hpp"
#include "store/apply_commits.hpp"
#include "store/batch_store.hpp"
#include "tests/sim/dice.hpp"
#include "tests/sim/sim_loop.hpp"

namespace fettle::sim {

/// Thrown where the simulated process dies; nothing of it runs any further.
struct Death {};

class SimJournal : public ports::Journal {
 public:
  SimJournal(ports::Loop& loop, Dice& dice, store::Connection& connection)
      : loop_(loop), dice_(dice), connection_(connection) {}

  /// Asked before and after each commit whether the process dies there.
  std::function<bool()> dies;
  /// Called with each commit at the moment it stands.
  std::function<void(const ports::Commit&)> on_stored;

  /// Called with each session that a commit lets start, at that moment.
  std::function<void(const std::string&)> on_admitted;

  void commit(ports::Commit commit,
              std::move_only_function<void(Result<ports::Committed>)> done) override {
    if (dies && dies()) throw Death{};
    auto result = apply(commit);
    if (result && on_stored) on_stored(commit);
    if (result && on_admitted) tell_admitted(*result);
    if (dies && dies()) throw Death{};
    loop_.call_after(dice_.upto(std::chrono::milliseconds(20)),
                     [done = std::move(done), result = std::move(result)]() mutable {
                       done(std::move(result));
                     });
  }

 private:
  void tell_admitted(const ports::Committed& committed) {
    for (const auto& admission : committed.admissions) {
      if (admission.reasons.empty()) on_admitted(admission.session);
    }
  }

  Result<ports::Committed> apply(const ports::Commit& commit) {
    std::vector<ports::Committed> answers;
    FETTLE_TRY_VOID(store::apply(connection_, std::span(&commit, 1), answers));
    return std::move(answers.front());
  }

  ports::Loop& loop_;
  Dice& dice_;
  store::Connection& connection_;
};

}  // namespace fettle::sim
