// One life of the program in the simulator: its loop, its journal and its transport, each of which
// may be where it dies; and what it tells, which is watched here. `Simulation` starts, pauses and
// buries processes; what they carry out is the production code.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "ports/notifier.hpp"
#include "ports/observer.hpp"
#include "runner/runner.hpp"
#include "tests/sim/sim_fleet.hpp"
#include "tests/sim/sim_journal.hpp"

namespace fettle::sim {

/// Lets the process die right before or right after an order is sent.
class MortalTransport : public ports::Transport {
 public:
  MortalTransport(SimFleet& inner, int process, ProcessLoop& loop, std::function<bool()>& dies)
      : inner_(inner), process_(process), loop_(loop), dies_(dies) {}
  /// Called with each order before it is sent.
  std::function<void(const ports::Order&)> on_order;
  /// Called before receipts are removed.
  std::function<void(const ports::Receipts&)> on_release;

  void start(ports::Order order, std::shared_ptr<ports::OrderListener> listener) override;
  void stop(std::string_view order) override { inner_.stop(process_, order); }
  void release(ports::Receipts receipts, std::function<void(bool)> done) override;

 private:
  SimFleet& inner_;
  int process_;
  ProcessLoop& loop_;
  std::function<bool()>& dies_;
};

/// Watches without a word; with FETTLE_SIM_TRACE set, tells every event. Takes each message
/// of a batch once.
class Witness : public ports::Observer, public ports::Notifier {
 public:
  void occurred(const ports::Place& place, std::int64_t number,
                const engine::Event& event) override;
  void output(const ports::Place&, int, std::int64_t, std::string_view) override {}
  void stopped(std::string_view batch, const Error& error) override;
  void send(const ports::Message& message) override;

 private:
  std::map<std::string, std::string> sent_;  ///< ids by text: a repetition has the same
};

/// With FETTLE_SIM_TRACE set, what happens is told on standard error.
bool is_tracing();

/// Carries the batch out, is paused and woken, and dies.
struct Process : public ports::Observer {
  Process(int life, SimLoop& world, Dice& dice, store::Connection& database, SimFleet& fleet,
          Witness& witness)
      : life(life),
        loop(world),
        journal(loop, dice, database),
        transport(fleet, life, loop, dies),
        witness(witness) {
    journal.dies = [this] { return dies(); };
  }
  void occurred(const ports::Place& place, std::int64_t number, const engine::Event& o) override {
    witness.occurred(place, number, o);
  }
  void output(const ports::Place&, int, std::int64_t, std::string_view) override {}
  /// Only who was paused may find that its lease is over.
  void stopped(std::string_view batch, const Error& error) override;

  int life;  ///< counted from 1; who an order is from
  ProcessLoop loop;
  std::function<bool()> dies = [] { return false; };
  SimJournal journal;
  MortalTransport transport;
  Witness& witness;
  std::int64_t lease = 0;
  bool was_paused = false;
  bool has_stopped = false;
  std::unique_ptr<runner::Runner> runner;
};

}  // namespace fettle::sim
