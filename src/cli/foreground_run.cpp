#include "cli/foreground_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <ostream>
#include <set>
#include <utility>

#include "base/json.hpp"
#include "cli/files.hpp"
#include "cli/host_guard.hpp"
#include "cli/report.hpp"
#include "cli/view/safe_text.hpp"
#include "cli/view/terminal.hpp"
#include "core/document/shell.hpp"
#include "core/flow/bind.hpp"
#include "core/rollout/strategy.hpp"
#include "embedded/migrations.hpp"
#include "store/batch_store.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite.hpp"
#include "store/installation.hpp"
#include "store/journal.hpp"
#include "transport/os/asio_loop.hpp"
#include "transport/os/system_random.hpp"
#include "transport/os/terminal_input.hpp"
#include "transport/os/this_process.hpp"
#include "transport/transports.hpp"

namespace fettle::cli {
namespace {

using engine::EventKind;
using std::chrono::milliseconds;

constexpr milliseconds kTick{100};
/// Until what is left is stored and removed, which takes less than that.
constexpr milliseconds kLeavingTick{1};
/// How long receipts may take to be removed once all is over, and a stop may take to be stored.
constexpr milliseconds kSettleMax{10'000};
constexpr milliseconds kStopMax{3'000};

/// What is typed unseen: the passphrase of a key, the password of an account.
struct HiddenQuestion {
  std::string prompt;
  bool is_repeated = false;
  std::function<void(std::optional<std::string>)> answer;
};

/// The run as it is watched: passes everything on to the view and looks for questions itself.
class ForegroundRun : public ports::Observer, public ports::Notifier {
 public:
  ForegroundRun(const ForegroundOptions& options, const Console& console,
                const store::StoredBatch& stored, flow::Flow flow,
                std::unique_ptr<store::Connection> connection, store::Connection& reading,
                std::string installation);

  int run(store::StoredBatch stored, const store::Lease& lease);

  void occurred(const ports::Place& place, std::int64_t number,
                const engine::Event& event) override;
  void output(const ports::Place& place, int step, std::int64_t offset,
              std::string_view text) override {
    view_->output(place, step, offset, text);
  }
  void stopped(std::string_view batch, const Error& error) override;
  void send(const ports::Message& message) override;

 private:
  void look();
  void look_soon();
  void question(const ports::Place& place, const engine::Event& event);
  void tell(const Answer& answer);
  transport::Settings with_prompt(transport::Settings ssh);
  void ask();
  bool has_questions() const { return !hidden_.empty() || prompts_.has_questions(); }
  void ask_hidden(HiddenQuestion question);
  void give_up_hidden();
  void hidden_typed(const std::string& text);
  void gate_typed(const std::string& line);
  void typed(const std::optional<std::string>& line);
  bool stands_still() const;
  void retry(const std::string& session);
  void leave();
  int conclude();

  const ForegroundOptions& options_;
  const Console& console_;
  flow::Flow flow_;
  store::Connection& reading_;
  transport::AsioLoop loop_;
  transport::SystemRandom random_;
  transport::Transports transport_;
  store::DatabaseJournal journal_;
  std::unique_ptr<RunView> view_;
  PromptQueue prompts_;
  FileHostGuard guard_;
  runner::Runner runner_;
  transport::TerminalInput input_;
  bool can_ask_;
  enum class Asking { kNothing, kGate, kHidden };
  Asking asking_ = Asking::kNothing;
  std::deque<HiddenQuestion> hidden_;             ///< the first is asked before any gate
  std::set<std::string, std::less<>> retryable_;  ///< interrupted when this began, not yet retried
  ports::TimerId next_look_ = 0;
  std::optional<Instant> leaving_since_;
  bool interrupted_ = false;
  std::optional<Error> failure_;
};

/// Each target's own where they differ, made when it is asked for.
FlowOf flows_of(const engine::ApprovedPlan& frozen, const flow::Flow& flow) {
  auto common = std::make_shared<const flow::Flow>(flow);
  auto read = engine::read_plan(frozen);
  if (!read || !flow::varies_by_target(read->flow)) return [common](int) { return common; };
  auto plan = std::make_shared<const engine::CompiledPlan>(*std::move(read));
  return [frozen, plan, common](int position) {
    const auto& target = frozen.targets[static_cast<std::size_t>(position)];
    auto own = engine::bind_target(*plan, frozen, target);
    return own ? std::make_shared<const flow::Flow>(*std::move(own)) : common;
  };
}

std::vector<std::string> labels_of(const engine::ApprovedPlan& frozen) {
  std::vector<std::string> labels;
  for (const auto& target : frozen.targets) labels.push_back(target.label);
  return labels;
}

RunOutline make_outline(const store::StoredBatch& stored, const flow::Flow& flow) {
  RunOutline outline{.batch = stored.id, .name = stored.name};
  outline.targets = labels_of(stored.frozen);
  const auto count = static_cast<int>(stored.frozen.targets.size());
  outline.waves =
      rollout::make_rollout(stored.frozen.strategy, count, engine::has_checks(flow)).waves;
  for (const auto& step : flow.steps) outline.steps.push_back(step.title);
  for (const auto& step : flow.rollback) outline.rollback_steps.push_back(step.title);
  outline.state = stored.state;
  for (const auto& session : stored.sessions) {
    if (session.recheck) continue;
    outline.statuses.push_back(session.state.status);
    if (session.skipped_by_halt) outline.left_out.push_back(session.position);
  }
  return outline;
}

ForegroundRun::ForegroundRun(const ForegroundOptions& options, const Console& console,
                             const store::StoredBatch& stored, flow::Flow flow,
                             std::unique_ptr<store::Connection> connection,
                             store::Connection& reading, std::string installation)
    : options_(options),
      console_(console),
      flow_(std::move(flow)),
      reading_(reading),
      transport_(loop_.context(), with_prompt(options.ssh)),
      journal_(std::move(connection), loop_),
      view_(make_view(options.format, make_outline(stored, flow_), console.out,
                      look_at_terminal(1, process_environment))),
      prompts_(flow_, flows_of(stored.frozen, flow_), labels_of(stored.frozen), options.consent,
               console),
      guard_(guard_folder(options.database)),
      runner_({loop_, random_, transport_, *this, journal_, *this, &guard_},
              {.installation = std::move(installation)}),
      input_(loop_),
      can_ask_(console.can_ask) {}

int ForegroundRun::run(store::StoredBatch stored, const store::Lease& lease) {
  for (const auto& session : stored.sessions) {
    const bool lost = session.state.status == engine::SessionStatus::kInterrupted;
    if (options_.retry_interrupted && lost) retryable_.insert(session.id);
  }
  input_.on_signal([this] {
    if (std::exchange(interrupted_, true)) loop_.stop();  // asked twice: at once
    leave();
  });
  input_.on_line([this](const std::optional<std::string>& line) { typed(line); });
  auto taken = runner_.attach(std::move(stored), lease, options_.secrets);
  if (taken && options_.begin_with) taken = options_.begin_with(runner_);
  if (!taken) {
    console_.err << show(taken.error(), "plan", {});
    return row(taken.error().code).exit_status;
  }
  look();
  loop_.run();
  return conclude();
}

// --- what happens -----------------------------------------------------------------------------

void ForegroundRun::occurred(const ports::Place& place, std::int64_t number,
                             const engine::Event& event) {
  view_->occurred(place, number, event);
  switch (kind(event)) {
    case EventKind::kGateOpened:
    case EventKind::kPersonAsked:
    case EventKind::kBatchGateOpened:
      question(place, event);
      break;
    case EventKind::kSessionEnded:
      retry(std::string(place.session));
      [[fallthrough]];
    case EventKind::kGateAnswered:
      prompts_.withdraw(std::string(place.session));
      break;
    case EventKind::kBatchEnded:
      look_soon();
      break;
    default:
      break;
  }
}

/// Nobody waits for the next look to learn that all is over.
void ForegroundRun::look_soon() {
  loop_.cancel(next_look_);
  next_look_ = loop_.call_at(loop_.now(), [this] { look(); });
}

void ForegroundRun::question(const ports::Place& place, const engine::Event& event) {
  Question question{.session = std::string(place.session),
                    .target = std::string(place.target),
                    .position = place.position,
                    .step = event.step,
                    .reason = message(event)};
  question.stage =
      enum_from_name<engine::SessionStage>(event.stage).value_or(engine::SessionStage::kSteps);
  if (kind(event) == EventKind::kPersonAsked) question.kind = Question::Kind::kByHand;
  if (kind(event) == EventKind::kBatchGateOpened) {
    question.kind = Question::Kind::kRingGate;
  }
  if (auto answer = prompts_.put(std::move(question))) {
    // Later: the runner is still telling what it has stored.
    loop_.post([this, answer = *std::move(answer)] { tell(answer); });
  }
}

void ForegroundRun::retry(const std::string& session) {
  if (retryable_.erase(session) == 0) return;
  // Later: the runner is still telling what it has stored. Refused where it is not interrupted.
  loop_.post([this, session] {
    const auto lost = runner_.sessions_in(options_.batch, engine::SessionStatus::kInterrupted);
    if (std::ranges::find(lost, session) == lost.end()) return;
    const auto reason = fmt::format("asked for by {}", console_.person);
    static_cast<void>(runner_.dispatch(session, engine::ReopenSession{reason}));
  });
}

/// A refusal means that the question has been settled otherwise: expired, cancelled.
void ForegroundRun::tell(const Answer& answer) {
  static_cast<void>(std::visit(
      [&](const auto& word) {
        if constexpr (std::is_same_v<std::decay_t<decltype(word)>, engine::AnswerBatchGate>) {
          return runner_.dispatch(options_.batch, engine::BatchInput(word));
        } else {
          return runner_.dispatch(answer.question.session, engine::SessionInput(word));
        }
      },
      answer.word));
}

void ForegroundRun::stopped(std::string_view batch, const Error& error) {
  failure_ = error;
  view_->stopped(batch, error);
  loop_.stop();
}

void ForegroundRun::send(const ports::Message&) {}  // told by the view as an event

// --- the person -------------------------------------------------------------------------------

/// Called while the transport is made, before the loop runs: the questions come later.
transport::Settings ForegroundRun::with_prompt(transport::Settings ssh) {
  if (!console_.can_ask) return ssh;
  ssh.passphrase_prompt = [this](transport::PassphraseQuestion question) {
    ask_hidden({fmt::format("Passphrase for {} (empty: do without this key): ",
                            safe_line(question.key_file, Charset::kUtf8)),
                question.attempt > 1, std::move(question.answer)});
  };
  const auto ask_for = [this](const char* what) {
    return [this, what](transport::PasswordQuestion question) {
      ask_hidden({fmt::format("{} {} (empty: do without it): ", what,
                              safe_line(question.account, Charset::kUtf8)),
                  false, std::move(question.answer)});
    };
  };
  ssh.login_prompt = [this](transport::LoginQuestion question) {
    ask_hidden({fmt::format("ssh to {} asks: {} (empty: give up): ",
                            safe_line(question.target, Charset::kUtf8),
                            safe_line(question.text, Charset::kUtf8)),
                false, std::move(question.answer)});
  };
  if (ssh.ask_password) ssh.password_prompt = ask_for("SSH password of");
  if (ssh.ask_become_password) ssh.become_prompt = ask_for("Password to become");
  return ssh;
}

void ForegroundRun::ask_hidden(HiddenQuestion question) {
  hidden_.push_back(std::move(question));
  if (!can_ask_) return give_up_hidden();
  ask();
}

void ForegroundRun::ask() {
  if (interrupted_ || asking_ != Asking::kNothing || !can_ask_ || !has_questions()) return;
  view_->suspend();
  if (hidden_.empty()) {
    asking_ = Asking::kGate;
    // First: what was typed before the question is shown is thrown away, and no answer to it.
    input_.read_line();
    console_.err << prompts_.prompt() << std::flush;
    return;
  }
  asking_ = Asking::kHidden;
  const auto& question = hidden_.front();
  // Hidden first: whoever sees the question may type at once.
  input_.read_line(transport::Echo::kHidden);
  if (question.is_repeated) console_.err << "That is not its passphrase.\n";
  console_.err << question.prompt << std::flush;
}

void ForegroundRun::typed(const std::optional<std::string>& line) {
  const auto asked = std::exchange(asking_, Asking::kNothing);
  if (asked == Asking::kHidden) console_.err << "\n";  // it was hidden as well
  if (!line) {
    can_ask_ = false;
    give_up_hidden();
  } else if (asked == Asking::kHidden) {
    hidden_typed(*line);
  } else {
    gate_typed(*line);
  }
  if (!can_ask_ || !has_questions()) view_->resume();
  ask();
}

void ForegroundRun::hidden_typed(const std::string& text) {
  const auto question = std::move(hidden_.front());
  hidden_.pop_front();
  question.answer(text.empty() ? std::nullopt : std::optional(text));
}

void ForegroundRun::give_up_hidden() {
  for (const auto& question : std::exchange(hidden_, {})) question.answer(std::nullopt);
}

void ForegroundRun::gate_typed(const std::string& line) {
  const auto answers = prompts_.answer(line);
  for (const auto& answer : answers) tell(answer);
  if (!prompts_.remark().empty()) console_.err << prompts_.remark() << "\n";
}

// --- the end ----------------------------------------------------------------------------------

void ForegroundRun::look() {
  const auto now = loop_.now();
  ask();
  if (asking_ == Asking::kNothing) view_->tick(now);
  const auto* state = runner_.batch_state(options_.batch);
  if (engine::has_ended(state->status) || stands_still()) {
    leave();
  } else if (!interrupted_) {
    leaving_since_.reset();
  }
  if (leaving_since_) {
    const auto limit = interrupted_ ? kStopMax : kSettleMax;
    if (runner_.is_settled() || now - *leaving_since_ > limit) {
      loop_.stop();
      return;
    }
  }
  next_look_ = loop_.call_at(now + (leaving_since_ ? kLeavingTick : kTick), [this] { look(); });
}

void ForegroundRun::leave() {
  if (!leaving_since_) leaving_since_ = loop_.now();
}

/// Everything that is left waits for a person, and there is none to ask.
bool ForegroundRun::stands_still() const {
  if (can_ask_ || !prompts_.has_questions()) return false;
  const auto* state = runner_.batch_state(options_.batch);
  if (state->status == engine::BatchStatus::kAwaitingApproval) return state->progress.running == 0;
  const auto waiting =
      runner_.sessions_in(options_.batch, engine::SessionStatus::kAwaitingApproval).size() +
      runner_.sessions_in(options_.batch, engine::SessionStatus::kAwaitingPerson).size();
  return waiting > 0 && waiting == static_cast<std::size_t>(state->progress.running);
}

int ForegroundRun::conclude() {
  if (asking_ != Asking::kNothing) console_.err << "\n";
  auto summary = summarize(reading_, options_.batch, options_.database, flow_);
  if (!summary) {
    console_.err << show(summary.error(), options_.database, {});
    return kExitUnfinished;  // something ran, and how it ended can't be read
  }
  summary->flags = resume_flags(options_.ssh);
  view_->finish(*summary);
  if (failure_) return kExitUnfinished;
  return exit_status(*summary);
}

}  // namespace

std::string resume_flags(const transport::Settings& ssh) {
  std::string flags;
  const auto add = [&](const char* name, const std::string& file) {
    if (!file.empty()) flags += fmt::format(" {} {}", name, document::shell_quote(file));
  };
  if (ssh.ssh != transport::SshProgram::kAuto)
    flags += fmt::format(" --ssh {}", enum_name(ssh.ssh));
  add("--known-hosts", ssh.known_hosts_file);
  add("--ssh-config", ssh.ssh_config_file);
  return flags;
}

store::LeaseHolder this_process() {
  return {.owner = transport::process_name(), .is_gone = transport::is_gone};
}

Result<std::unique_ptr<store::Connection>> open_database(const std::string& path, Instant now,
                                                         store::Durability durability) {
  FETTLE_TRY(connection,
             store::open_sqlite(path, store::OpenMode::kReadWrite, store::Durability::kDeferred));
  FETTLE_TRY(applied, store::migrate(*connection, embedded::migrations(), now));
  static_cast<void>(applied);
  FETTLE_TRY_VOID(connection->set_durability(durability));
  return std::move(connection);
}

int run_in_foreground(const ForegroundOptions& options, store::Connection& reading,
                      const Console& console) {
  const auto prepared = [&]() -> Result<int> {
    const auto now = transport::AsioLoop().now();
    // What must be on the disk before something is done, the journal's commits say.
    FETTLE_TRY(connection, open_database(options.database, now, store::Durability::kDeferred));
    const auto fresh = fmt::format("{:08x}", transport::SystemRandom().bits() & 0xFFFFFFFFU);
    FETTLE_TRY(installation, store::installation_id(*connection, fresh));
    FETTLE_TRY(lease, store::take_lease(*connection, options.batch, this_process()));
    const auto carried_out = [&]() -> Result<int> {
      FETTLE_TRY(stored, store::load_batch(*connection, options.batch));
      FETTLE_TRY(flow, engine::flow_for(stored.frozen, stored.frozen.targets.front()));
      ForegroundRun run(options, console, stored, std::move(flow), std::move(connection), reading,
                        std::move(installation));
      return run.run(std::move(stored), lease);
    }();
    // All is stored by now: whoever goes on with the batch may do so at once. After a power cut
    // nobody holds it anyway.
    [[maybe_unused]] const auto deferred = reading.set_durability(store::Durability::kDeferred);
    [[maybe_unused]] const auto given_back = store::release_lease(reading, lease);
    return carried_out;
  }();
  if (prepared) return *prepared;
  console.err << show(prepared.error(), options.database, {});
  return row(prepared.error().code).exit_status;
}

}  // namespace fettle::cli
