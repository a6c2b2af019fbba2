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
#include "runner/runner.hpp"
#include "store/batch_store.hpp"
#include "store/budget_store.hpp"
#include "store/migrate.hpp"
#include "store/sqlite.hpp"
#include "store/window_store.hpp"
#include "tests/sim/checker.hpp"
#include "tests/sim/sim_database.hpp"
#include "tests/sim/sim_fleet.hpp"
#include "tests/sim/sim_journal.hpp"

namespace fettle::sim {
namespace {

using engine::SessionStatus;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant kStart = kLaunched;
constexpr Milliseconds kHealsAfter = minutes(90);
/// What was on its way when the last process died has arrived by then.
constexpr Milliseconds kHostsBackAfter = kHealsAfter + minutes(15);
/// Long after the slowest run has ended once nothing fails any more.
constexpr Milliseconds kEndsBefore = std::chrono::days(3);
constexpr int kTasksMax = 400'000;
constexpr Milliseconds kGateExpiry = minutes(30);
constexpr int kInterventionsMax = 5;
constexpr std::string_view kTeam = "team";

template <class T>
T must(Result<T> result, const char* what) {
  if (!result) {
    auto text = fmt::format("{}: {} {}", what, result.error().message, result.error().detail);
    for (const auto& d : result.error().diagnostics)
      text += fmt::format("\n  {} {}", d.code, d.message);
    throw Violation{text};
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// A process hears of its orders when it runs: while it is paused what comes waits, and nobody
/// hears what comes to one that has died.
class ProcessListener : public ports::OrderListener {
 public:
  ProcessListener(ports::Loop& loop, std::shared_ptr<ports::OrderListener> listener)
      : loop_(loop), listener_(std::move(listener)) {}
  void started(std::string_view order) override {
    loop_.post([to = listener_, id = std::string(order)] { to->started(id); });
  }
  void output(std::string_view order, std::int64_t offset, std::string_view bytes) override {
    loop_.post([to = listener_, id = std::string(order), offset, text = std::string(bytes)] {
      to->output(id, offset, text);
    });
  }
  void ended(std::string_view order, flow::CommandResult result) override {
    loop_.post([to = listener_, id = std::string(order), result = std::move(result)]() mutable {
      to->ended(id, std::move(result));
    });
  }

 private:
  ports::Loop& loop_;
  std::shared_ptr<ports::OrderListener> listener_;
};

/// Lets the process die right before or right after an order is sent.
class MortalTransport : public ports::Transport {
 public:
  MortalTransport(ports::Transport& inner, ports::Loop& loop, std::function<bool()>& dies)
      : inner_(inner), loop_(loop), dies_(dies) {}
  /// Called with each order before it is sent.
  std::function<void(const ports::Order&)> on_order;

  void start(ports::Order order, std::shared_ptr<ports::OrderListener> listener) override {
    on_order(order);
    if (dies_()) throw Death{};
    inner_.start(std::move(order), std::make_shared<ProcessListener>(loop_, std::move(listener)));
    if (dies_()) throw Death{};
  }
  void stop(std::string_view order) override { inner_.stop(order); }
  void release(ports::Receipts receipts, std::function<void(bool)> done) override {
    inner_.release(std::move(receipts), [&loop = loop_, done = std::move(done)](bool released) {
      loop.post([done, released] { done(released); });
    });
  }

 private:
  ports::Transport& inner_;
  ports::Loop& loop_;
  std::function<bool()>& dies_;
};

/// Watches without a word; with FETTLE_SIM_TRACE set, tells every event. Takes each message
/// of a batch once.
class Nobody : public ports::Observer, public ports::Notifier {
 public:
  void occurred(const ports::Place& place, std::int64_t, const engine::Event& o) override {
    if (!tracing_) return;
    fmt::print(stderr, "{} {:8} {}{} step {} {}: {}\n", to_rfc3339(o.at), place.target,
               place.recheck ? "re-check " : "", enum_name(kind(o)), o.step, o.status, message(o));
  }
  void output(const ports::Place&, int, std::int64_t, std::string_view) override {}
  void stopped(std::string_view, const Error& error) override {
    throw Violation{"stopped: " + error.message + error.detail};
  }
  void send(const ports::Message& message) override {
    const auto [known, is_new] = sent_.emplace(message.text, message.id);
    if (!is_new && known->second != message.id) throw Violation{"a message was sent twice"};
  }

 private:
  std::map<std::string, std::string> sent_;  ///< ids by text: a repetition has the same
  bool tracing_ = std::getenv("FETTLE_SIM_TRACE") != nullptr;
};

/// One life of the program: it carries the batch out, is paused and woken, and dies.
struct Process : public ports::Observer {
  Process(SimLoop& world, Dice& dice, store::Connection& database, SimFleet& fleet, Nobody& nobody)
      : loop(world), journal(loop, dice, database), transport(fleet, loop, dies), nobody(nobody) {
    journal.dies = [this] { return dies(); };
  }
  void occurred(const ports::Place& place, std::int64_t number, const engine::Event& o) override {
    nobody.occurred(place, number, o);
  }
  void output(const ports::Place&, int, std::int64_t, std::string_view) override {}
  /// Only who was paused may find that its lease is over.
  void stopped(std::string_view batch, const Error& error) override {
    if (!was_paused) nobody.stopped(batch, error);
    has_stopped = true;
  }

  ProcessLoop loop;
  std::function<bool()> dies = [] { return false; };
  SimJournal journal;
  MortalTransport transport;
  Nobody& nobody;
  std::int64_t lease = 0;
  bool was_paused = false;
  bool has_stopped = false;
  std::unique_ptr<runner::Runner> runner;
};

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

  // The person at the controls: looks every half minute.
  void look();
  void answer_gates();
  void intervene();
  void reopen_some();
  void fidget();
  void say_something(const std::string& session);
  void resume_paused();
  void see_to_rules();

  Scenario scenario_;
  Dice dice_;
  SimLoop loop_;
  SimFleet fleet_;
  std::unique_ptr<store::Connection> connection_;
  Checker checker_;
  Nobody nobody_;
  std::vector<std::unique_ptr<Process>> before_;  ///< dead, or paused while another took over
  std::unique_ptr<Process> process_;              ///< that has the batch, or had it last
  std::string batch_;
  std::vector<std::string> sessions_;
  int deaths_left_ = 0;
  int deaths_ = 0;
  int lives_ = 0;
  int takeovers_ = 0;
  int interventions_ = 0;
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
  sessions_ = batch.sessions;
  if (scenario_.rules.any) {
    batch.origin.team_id = kTeam;
    add_rules();
  }
  must(store::create_batch(*connection_, batch), "create");
  attach(true);
}

void Simulation::add_rules() {
  const auto& rules = scenario_.rules;
  auto& db = *connection_;
  must(db.run("insert into teams (id, name, created_at) values (?, 'Simulated', 0)", kTeam),
       "team");
  if (rules.window_minutes > 0) {
    must(store::insert_window(db, kTeam,
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
    must(store::insert_freeze(db, kTeam,
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
    must(store::insert_budget(db, kTeam,
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
  process_ = std::make_unique<Process>(loop_, dice_, *connection_, fleet_, nobody_);
  auto& process = *process_;
  process.dies = [this, &process] {
    if (&process != process_.get() || deaths_left_ == 0) return false;
    return dice_.percent(has_ended() ? 20 : 2);
  };
  process.journal.on_stored = [this](const auto& writes) { checker_.stored(writes); };
  process.journal.on_admitted = [this](const auto& session) { checker_.admitted(session); };
  process.transport.on_order = [this, &process](const ports::Order& order) {
    checker_.ordered(order, process.lease);
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
                                                     nobody_, process_->journal, *process_},
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
      if (!process_->loop.is_paused()) look();
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
  if (std::getenv("FETTLE_SIM_TRACE") != nullptr)
    fmt::print(stderr, "{} the process dies\n", to_rfc3339(loop_.now()));
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
  fleet_.drop_links();
}

/// As by SIGSTOP, for a moment or for long; what it finds when it is woken may be another's.
void Simulation::pause_process() {
  if (process_->loop.is_paused()) return;
  --scenario_.faults.pauses;
  if (std::getenv("FETTLE_SIM_TRACE") != nullptr)
    fmt::print(stderr, "{} the process is paused\n", to_rfc3339(loop_.now()));
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
  const bool done =
      engine::is_final(state->status) || !scenario_.patient || interventions_ >= kInterventionsMax;
  return done || (state->status == engine::BatchStatus::kFailed && state->tally.failed == 0 &&
                  state->tally.interrupted == 0);
}

// --- the person at the controls ---------------------------------------------------------------

void Simulation::look() {
  checker_.counts_agree();
  if (!scenario_.away) answer_gates();
  if (scenario_.nervous && dice_.percent(30)) fidget();
  if (healed_) resume_paused();
  if (scenario_.rules.any) see_to_rules();
  const auto status = runner().batch_state(batch_)->status;
  if (status == engine::BatchStatus::kPaused && (healed_ || dice_.percent(50))) {
    must(runner().dispatch(batch_, engine::BatchInput(engine::UnpauseBatch{})), "unpause");
  } else if (status == engine::BatchStatus::kRunning && dice_.percent(scenario_.pausing / 5)) {
    must(runner().dispatch(batch_, engine::BatchInput(engine::PauseBatch{})), "pause");
  } else if (scenario_.cancelling > 0 && dice_.percent(3) && !engine::has_ended(status)) {
    static_cast<void>(
        runner().dispatch(batch_, engine::BatchInput(engine::CancelBatch{"no longer wanted"})));
    scenario_.cancelling = 0;
    for (const auto& session : sessions_) {
      if (scenario_.nervous) say_something(session);
    }
  }
  if (engine::has_ended(runner().batch_state(batch_)->status)) intervene();
}

void Simulation::answer_gates() {
  for (const auto& session : runner().sessions_in(batch_, SessionStatus::kAwaitingApproval)) {
    if (dice_.percent(40)) continue;  // late
    const auto state = must(
        connection_->one<std::string>("select state from sessions where id = ?", session), "state");
    const auto stored = must(from_json<engine::SessionState>(state), "decode");
    if (stored.status != SessionStatus::kAwaitingApproval) continue;  // not stored yet
    const bool approve = !dice_.percent(scenario_.rejecting);
    const bool back = stored.stage == engine::SessionStage::kRollback;
    if (approve) checker_.approved(session, stored.step + (back ? kRollbackFrom : 0));
    must(runner().dispatch(session,
                           engine::AnswerGate{approve, {.by = engine::command_line("tester")}}),
         "gate");
  }
  const auto* state = runner().batch_state(batch_);
  if (state->status == engine::BatchStatus::kAwaitingApproval && dice_.percent(60)) {
    const bool approve = !dice_.percent(scenario_.rejecting);
    if (approve) checker_.wave_approved(state->progress.wave);
    must(runner().dispatch(batch_, engine::BatchInput(engine::AnswerBatchGate{
                                       approve, {.by = engine::command_line("tester")}})),
         "ring gate");
  }
}

void Simulation::intervene() {
  const auto* state = runner().batch_state(batch_);
  if (engine::is_final(state->status) || !scenario_.patient) return;
  if (++interventions_ > kInterventionsMax) return;
  const bool halted = state->status == engine::BatchStatus::kHalted;
  if (halted && dice_.percent(8)) {
    must(runner().dispatch(batch_, engine::BatchInput(engine::CancelBatch{"given up"})), "give up");
  } else if (halted && dice_.percent(40)) {
    checker_.gone_on();
    must(runner().dispatch(batch_, engine::BatchInput(engine::ContinueBatch{
                                       {.by = engine::command_line("tester")}})),
         "go on");
  } else {
    reopen_some();
  }
}

void Simulation::reopen_some() {
  for (const auto status : {SessionStatus::kFailed, SessionStatus::kInterrupted}) {
    for (const auto& session : runner().sessions_in(batch_, status)) {
      checker_.reopened(session);
      const bool pass = dice_.percent(25);
      const auto done = engine::ResolveStep{engine::ResolveStep::As::kDone, "by hand"};
      if (pass && runner().dispatch(session, engine::SessionInput(done))) continue;
      must(runner().dispatch(session, engine::SessionInput(engine::ReopenSession{"again"})),
           "reopen");
    }
  }
}

/// Tells any session a few things, whether they make sense or not.
void Simulation::fidget() {
  const auto at = dice_.between(0, static_cast<int>(sessions_.size()) - 1);
  for (int words = dice_.between(1, 3); words > 0; --words) {
    say_something(sessions_[static_cast<std::size_t>(at)]);
  }
}

void Simulation::say_something(const std::string& session) {
  using As = engine::ResolveStep::As;
  const std::vector<engine::SessionInput> words{
      engine::PauseSession{},
      engine::UnpauseSession{},
      engine::CancelSession{"stop"},
      engine::SkipSession{"not this one"},
      engine::ReopenSession{"again"},
      engine::RollBackSession{"undo it"},
      engine::AnswerPerson{{}, {.by = engine::command_line("x")}},
      engine::ResolveStep{As::kDone, "by hand"},
      engine::ResolveStep{As::kSkipped, "by hand"}};
  const int which = dice_.between(0, static_cast<int>(words.size()) - 1);
  const auto excuse = [&] {
    if (which == 4 || which == 5 || which >= 7) checker_.reopened(session);
  };
  try {
    if (runner().dispatch(session, words[static_cast<std::size_t>(which)])) excuse();
  } catch (const Death&) {
    excuse();
    throw;
  }
}

/// Overrides windows and freezes, or says that hosts are in service again whose sessions did not
/// succeed.
void Simulation::see_to_rules() {
  auto& rules = scenario_.rules;
  if (rules.override && dice_.percent(3)) {
    rules.override = false;
    must(store::override_rules(*connection_, {kTeam, batch_}, {"urgent", "{}", loop_.now()}),
         "override");
    checker_.overridden();
    runner().rules_changed();
  }
  if (loop_.now() >= kStart + kHostsBackAfter) {
    for (const auto& out : must(store::hosts_out(*connection_, kTeam), "hosts out")) {
      if (out.under_way) continue;
      must(store::take_host_back(*connection_, store::TeamKey{kTeam, out.host}), "host back");
      checker_.host_back(out.host);
    }
  }
}

void Simulation::resume_paused() {
  for (const auto& session : runner().sessions_in(batch_, SessionStatus::kPaused)) {
    must(runner().dispatch(session, engine::SessionInput(engine::UnpauseSession{})), "resume");
  }
}

}  // namespace

Report simulate(std::uint64_t seed) { return Simulation(seed).run(); }

}  // namespace fettle::sim
