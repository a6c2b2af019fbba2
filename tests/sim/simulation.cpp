#include "tests/sim/simulation.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "base/check.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "base/source_text.hpp"
#include "core/flow/parse_flow.hpp"
#include "core/rollout/strategy.hpp"
#include "embedded/migrations.hpp"
#include "store/batch_store.hpp"
#include "store/budget_store.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite.hpp"
#include "store/window_store.hpp"
#include "tests/sim/checker.hpp"
#include "tests/sim/must.hpp"
#include "tests/sim/person.hpp"
#include "tests/sim/process.hpp"
#include "tests/sim/sim_database.hpp"

namespace fettle::sim {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant kStart = kLaunched;
/// Long after the slowest run has ended once nothing fails any more.
constexpr Milliseconds kEndsBefore = std::chrono::days(3);
constexpr int kTasksMax = 400'000;

class Simulation {
 public:
  explicit Simulation(std::uint64_t seed)
      : scenario_(make_scenario(seed)),
        dice_(seed + 1),
        loop_(kStart),
        fleet_(loop_, dice_, scenario_),
        connection_(std::make_unique<SimDatabase>(
            loop_, must(store::open_sqlite(":memory:", store::OpenMode::kReadWrite,
                                           store::Durability::kNoneForTests),
                        "open"))),
        checker_(scenario_, loop_, *connection_),
        person_(scenario_, dice_, loop_, *connection_, checker_),
        deaths_left_(scenario_.faults.deaths) {
    must(store::migrate(*connection_, embedded::migrations(), kStart), "migrate");
    fleet_.on_execution = [this](const Execution& execution) { checker_.executed(execution); };
  }

  Report run();

 private:
  void launch();
  void add_rules();
  void live();
  void start_process();
  void attach(bool is_last_gone);
  void die();
  void pause_process();
  void take_over_when_free();
  void bury();
  runner::Runner& runner() const { return *process_->runner; }
  bool has_ended() const;
  bool is_over();
  void heal_when_due();

  Scenario scenario_;
  Dice dice_;
  SimLoop loop_;
  SimFleet fleet_;
  std::unique_ptr<store::Connection> connection_;
  Checker checker_;
  Person person_;
  Witness witness_;
  std::vector<std::unique_ptr<Process>> before_;  ///< dead, or paused while another took over
  std::unique_ptr<Process> process_;              ///< that has the batch, or had it last
  std::string batch_;
  int deaths_left_ = 0;
  int deaths_ = 0;
  int lives_ = 0;
  int takeovers_ = 0;
  bool healed_ = false;
  Instant next_look_ = kStart;
  Milliseconds next_try_{0};  ///< to take the batch over, by the monotonic clock
};

Report Simulation::run() {
  Report report;
  try {
    launch();
    int tasks = 0;
    while (!is_over()) {
      const bool late = ++tasks > kTasksMax || loop_.now() > kStart + kEndsBefore;
      if (late) throw Violation{"P2: the batch never ends"};
      live();
    }
    checker_.finished(fleet_);
    report.ending = enum_name(runner().batch_state(batch_)->status);
  } catch (const Violation& violation) {
    report.violation = violation.what;
  }
  report.deaths = deaths_;
  report.takeovers = takeovers_;
  report.executions = static_cast<int>(fleet_.executions().size());
  return report;
}

void Simulation::launch() {
  const SourceText text("simulated.md", scenario_.frozen.markdown);
  const auto parsed = flow::parse_flow(text);
  for (const auto& diagnostic : parsed.diagnostics) {
    if (diagnostic.severity == Severity::kError) throw Violation{text.show(diagnostic)};
  }
  scenario_.frozen.strategy = parsed.flow->strategy;
  store::NewBatch batch{.id = make_id(kStart, {dice_.bits(), dice_.bits()}),
                        .name = "Simulated",
                        .created = kStart,
                        .frozen = scenario_.frozen};
  const auto rollout = rollout::make_rollout(parsed.flow->strategy, scenario_.targets, true);
  for (std::size_t wave = 0; wave < rollout.waves.size(); ++wave) {
    for (int i = 0; i < rollout.waves[wave].count; ++i) {
      batch.waves.push_back(static_cast<int>(wave));
      batch.sessions.push_back(make_id(kStart, {dice_.bits(), dice_.bits()}));
    }
  }
  batch_ = batch.id;
  if (scenario_.lost_one) batch.gone = {{"lost", {"lost", {.name = "lost"}}}};
  person_.launched(batch.id, batch.sessions);
  if (scenario_.rules.any) {
    batch.origin.team_id = kSimTeam;
    add_rules();
  }
  must(store::create_batch(*connection_, batch), "create");
  attach(true);
}

void Simulation::add_rules() {
  const auto& rules = scenario_.rules;
  auto& db = *connection_;
  must(db.run("insert into teams (id, name, created_at) values (?, 'Simulated', 0)", kSimTeam),
       "team");
  if (rules.window_minutes > 0) {
    must(store::insert_window(db, kSimTeam,
                              {.id = "window",
                               .name = "hourly",
                               .scope_kind = "team",
                               .scope_value = {},
                               .cron_expression = fmt::format("{} * * * *", rules.window_opens),
                               .length_minutes = rules.window_minutes,
                               .uid = {},
                               .created_by = {}}),
         "window");
  }
  if (rules.freeze_ends > rules.freeze_begins) {
    must(store::insert_freeze(db, kSimTeam,
                              {.id = "freeze",
                               .name = "hours",
                               .reason = "simulated",
                               .scope_kind = "team",
                               .scope_value = {},
                               .begins_at = kStart + rules.freeze_begins,
                               .ends_at = kStart + rules.freeze_ends,
                               .uid = {},
                               .created_by = {}}),
         "freeze");
  }
  if (rules.budget > 0) {
    const fleet::Selector dbs{fleet::Selector::Kind::kRole, "db", {}};
    must(store::insert_budget(db, kSimTeam,
                              {.id = "budget",
                               .name = "dbs",
                               .selector = to_canonical_json(dbs),
                               .max_hosts = rules.budget,
                               .max_percent = {},
                               .created_by = {}}),
         "budget");
  }
}

void Simulation::start_process() {
  if (process_) before_.push_back(std::move(process_));
  process_ = std::make_unique<Process>(lives_, loop_, dice_, *connection_, fleet_, witness_);
  auto& process = *process_;
  process.dies = [this, &process] {
    if (&process != process_.get() || deaths_left_ == 0) return false;
    return dice_.percent(has_ended() ? 20 : 2);
  };
  process.journal.on_stored = [this](const auto& commit) { checker_.stored(commit); };
  process.journal.on_admitted = [this](const auto& session) { checker_.admitted(session); };
  process.transport.on_release = [this](const auto& receipts) { checker_.released(receipts); };
  process.transport.on_order = [this, &process](const ports::Order& order) {
    checker_.ordered(order, process.lease);
    // Between an order and its begin a pause hurts most.
    const bool may_pause = !healed_ && scenario_.faults.pauses > 0 && !order.attempt.empty();
    if (may_pause && dice_.between(1, 4) == 1) pause_process();
  };
}

/// Whoever `is_last_gone` holds no lease; another keeps it until its time is up.
void Simulation::attach(bool is_last_gone) {
  const store::LeaseHolder holder{fmt::format("life {}", lives_ + 1),
                                  [=](std::string_view) { return is_last_gone; }};
  const auto lease = store::take_lease(*connection_, batch_, holder);
  if (!lease && lease.error().code == ErrorCode::kBusy && !is_last_gone) return;
  must(lease, "lease");
  ++lives_;
  takeovers_ += is_last_gone ? 0 : 1;
  start_process();
  process_->lease = lease->number;
  process_->runner =
      std::make_unique<runner::Runner>(runner::Ports{process_->loop, dice_, process_->transport,
                                                     witness_, process_->journal, *process_},
                                       runner::Settings{.gate_expiry = kGateExpiry});
  try {
    must(runner().attach(must(store::load_batch(*connection_, batch_), "load"), *lease), "attach");
  } catch (const Death&) {
    die();
  }
}

void Simulation::live() {
  try {
    heal_when_due();
    if (process_->has_stopped) {
      bury();
      attach(true);
    }
    take_over_when_free();
    if (loop_.now() >= next_look_) {
      next_look_ = loop_.now() + seconds(30);
      loop_.call_at(next_look_, [] {});
      if (!process_->loop.is_paused()) person_.look(runner());
    }
    if (!healed_ && scenario_.faults.clock_jumps > 0 && dice_.between(1, 2000) == 1) {
      --scenario_.faults.clock_jumps;
      loop_.jump(dice_.upto(minutes(20)) - minutes(5));
    }
    if (!healed_ && scenario_.faults.pauses > 0 && dice_.between(1, 300) == 1) pause_process();
    if (!loop_.run_one()) throw Violation{"P2: nothing is due and the batch has not ended"};
  } catch (const Death&) {
    die();
  }
}

void Simulation::die() {
  if (is_tracing()) fmt::print(stderr, "{} the process dies\n", to_rfc3339(loop_.now()));
  ++deaths_;
  --deaths_left_;
  bury();
  loop_.jump(dice_.upto(minutes(3)));
  attach(true);
}

/// Nothing of it runs any further, and nobody hears of what it had ordered.
void Simulation::bury() {
  process_->runner.reset();
  process_->loop.die();
  fleet_.drop_links(process_->life);
}

/// As by SIGSTOP, for a moment or for long; what it finds when it is woken may be another's.
void Simulation::pause_process() {
  if (process_->loop.is_paused()) return;
  --scenario_.faults.pauses;
  if (is_tracing()) fmt::print(stderr, "{} the process is paused\n", to_rfc3339(loop_.now()));
  process_->loop.pause();
  process_->was_paused = true;
  loop_.call_after(dice_.upto(minutes(2)), [process = process_.get()] { process->loop.wake(); });
}

/// Another process asks for the batch every two seconds, as a service does.
void Simulation::take_over_when_free() {
  if (!process_->loop.is_paused() || loop_.monotonic() < next_try_) return;
  next_try_ = loop_.monotonic() + seconds(2);
  loop_.call_after(seconds(2), [] {});
  attach(false);
}

void Simulation::heal_when_due() {
  if (healed_ || loop_.now() < kStart + kHealsAfter) return;
  healed_ = true;
  person_.world_healed();
  deaths_left_ = 0;
  scenario_.rejecting = scenario_.cancelling = scenario_.pausing = 0;
  scenario_.away = scenario_.nervous = false;
  fleet_.heal();
}

/// Where a restart finds a batch that has nothing left to do, but for what it left behind.
bool Simulation::has_ended() const {
  const auto* state = process_ && process_->runner ? runner().batch_state(batch_) : nullptr;
  return state != nullptr && engine::has_ended(state->status);
}

bool Simulation::is_over() {
  const auto* state = runner().batch_state(batch_);
  if (!engine::has_ended(state->status) || !runner().is_settled()) return false;
  const bool done = engine::is_final(state->status) || person_.has_given_up();
  return done || (state->status == engine::BatchStatus::kFailed && state->tally.failed == 0 &&
                  state->tally.interrupted == 0);
}

}  // namespace

Report simulate(std::uint64_t seed) { return Simulation(seed).run(); }

}  // namespace fettle::sim
