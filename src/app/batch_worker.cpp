#include "app/batch_worker.hpp"

#include <fmt/format.h>

#include <future>
#include <map>
#include <utility>

#include "app/say_word.hpp"
#include "core/engine/word.hpp"
#include "store/batch_store.hpp"
#include "store/target_split.hpp"
#include "store/team_batches.hpp"
#include "store/window_store.hpp"

namespace fettle::app {
namespace {

/// How soon a batch is found whose process died; its lease runs 30 s at most.
constexpr std::chrono::seconds kLookEvery{2};
/// How soon a word of another process is heard.
constexpr std::chrono::milliseconds kHearEvery{100};
constexpr std::chrono::seconds kAnswerMax{15};
constexpr std::chrono::milliseconds kLookAgain{100};

/// Until the answer is there, its time is up or the service stops.
Result<void> wait_for(std::future<Result<void>> answer, const std::atomic<bool>& stopping) {
  const auto latest = std::chrono::steady_clock::now() + kAnswerMax;
  while (answer.wait_for(kLookAgain) != std::future_status::ready) {
    if (stopping || std::chrono::steady_clock::now() > latest) {
      return fail(ErrorCode::kBusy, "the batch did not answer in time; look again before retrying");
    }
  }
  try {
    return answer.get();
  } catch (const std::future_error&) {  // the batch left memory before its state was stored
    return fail(ErrorCode::kBusy, "the batch was let go meanwhile; look again before retrying");
  }
}

/// A promise that a copyable function can keep.
auto make_answer() { return std::make_shared<std::promise<Result<void>>>(); }

}  // namespace

/// The leases that this process holds.
struct BatchWorker::Holding {
  std::mutex mutex;
  std::map<std::string, store::Lease, std::less<>> leases;

  bool has(std::string_view batch) { return find(batch).has_value(); }
  bool is_empty() {
    const std::scoped_lock lock(mutex);
    return leases.empty();
  }
  std::optional<store::Lease> find(std::string_view batch) {
    const std::scoped_lock lock(mutex);
    const auto found = leases.find(batch);
    return found == leases.end() ? std::nullopt : std::optional(found->second);
  }
  void add(const store::Lease& lease) {
    const std::scoped_lock lock(mutex);
    leases.insert_or_assign(lease.batch, lease);
  }
  std::optional<store::Lease> take(std::string_view batch) {
    const std::scoped_lock lock(mutex);
    const auto found = leases.find(batch);
    if (found == leases.end()) return std::nullopt;
    auto lease = found->second;
    leases.erase(found);
    return lease;
  }
};

BatchWorker::BatchWorker(runner::Runner& runner, ports::Loop& loop,
                         std::unique_ptr<store::Connection> connection, Settings settings)
    : runner_(runner),
      loop_(loop),
      connection_(std::move(connection)),
      settings_(std::move(settings)),
      holding_(std::make_shared<Holding>()) {
  let_go();
  thread_ = std::thread([this] { work(); });
}

BatchWorker::~BatchWorker() {
  stop();
  thread_.join();
}

void BatchWorker::stop() {
  loop_.cancel(timer_);
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
}

void BatchWorker::take_up(std::string_view batch) { put({.batch = std::string(batch)}); }

void BatchWorker::modes_changed() {
  const auto answer = make_answer();
  put({.refreshes = true,
       .done = [answer](Result<void> result) { answer->set_value(std::move(result)); }});
  if (const auto read = wait_for(answer->get_future(), stopping_); !read)
    settings_.failed({}, read.error());
}

void BatchWorker::rules_changed() {
  put({.refreshes = true, .done = [this](const Result<void>& read) {
         if (!read) settings_.failed({}, read.error());
       }});
}

void BatchWorker::put(Job job) {
  {
    const std::scoped_lock lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  wake_.notify_all();
}

// --- words ------------------------------------------------------------------------------------

Result<void> BatchWorker::tell(std::string_view batch, const engine::BatchInput& input,
                               const ports::WordTerms& terms) {
  return tell(
      {.batch_id = std::string(batch),
       .word = engine::encode_word(input),
       .version = terms.version,
       .audit = terms.audit},
      [id = std::string(batch), input](runner::Runner& runner, runner::Condition condition) {
        return runner.dispatch(id, input, std::move(condition));
      });
}

Result<void> BatchWorker::tell(std::string_view batch, std::string_view session,
                               const engine::SessionInput& input, const ports::WordTerms& terms) {
  return tell(
      {.batch_id = std::string(batch),
       .session_id = std::string(session),
       .word = engine::encode_word(input),
       .version = terms.version,
       .audit = terms.audit},
      [id = std::string(session), input](runner::Runner& runner, runner::Condition condition) {
        return runner.dispatch(id, input, std::move(condition));
      });
}

/// A batch that has ended has left memory, and is taken up again to hear the word.
Result<void> BatchWorker::tell(const store::BatchWord& said, const Word& word) {
  if (!holding_->has(said.batch_id)) {
    const auto answer = make_answer();
    put({.batch = said.batch_id,
         .done = [answer](Result<void> result) { answer->set_value(std::move(result)); }});
    const auto taken = wait_for(answer->get_future(), stopping_);
    const bool is_others = !taken && taken.error().code == ErrorCode::kBusy;
    if (is_others && settings_.shared != nullptr && !said.word.empty()) {
      return say_word(*settings_.shared, said, stopping_);
    }
    if (!taken) return taken;
  }
  const auto answer = make_answer();
  loop_.post([this, answer, version = said.version, audit = said.audit, word] {
    const auto stored = [answer](Result<void> result) { answer->set_value(std::move(result)); };
    auto taken = word(runner_, {.version = version, .stored = stored, .audit = audit});
    if (!taken && taken.error().code == ErrorCode::kNotFound) {
      taken = fail(ErrorCode::kBusy, "the batch has just left memory: try again");
    }
    if (!taken) answer->set_value(std::move(taken));
  });
  return wait_for(answer->get_future(), stopping_);
}

/// Words that other processes bring to batches that are carried out here. Each is told once: it
/// counts as heard with what follows of it.
void BatchWorker::hear() {
  if (connection_->is_cut()) return;  // look() opens it anew
  const auto words = store::waiting_words(*connection_);
  if (!words) return settings_.failed({}, words.error());
  std::set<std::string> waiting;
  for (const auto& word : *words) {
    waiting.insert(word.id);
    const auto lease = holding_->find(word.batch_id);
    if (lease && hearing_.insert(word.id).second) pass_on(word, *lease);
  }
  std::erase_if(hearing_, [&](const std::string& word) { return !waiting.contains(word); });
}

void BatchWorker::pass_on(const store::BatchWord& word, const store::Lease& lease) {
  loop_.post([this, word, lease] {
    const auto done = [this, id = word.id, lease](Result<void> result) {
      put({.heard = Heard{id, lease, std::move(result)}});
    };
    runner::Condition condition{
        .version = word.version, .stored = done, .word = word.id, .audit = word.audit};
    const auto taken = [&]() -> Result<void> {
      if (word.session_id.empty()) {
        FETTLE_TRY(input, engine::read_batch_word(word.word));
        return runner_.dispatch(word.batch_id, input, std::move(condition));
      }
      FETTLE_TRY(input, engine::read_session_word(word.word));
      return runner_.dispatch(word.session_id, input, std::move(condition));
    }();
    if (!taken) done(taken);
  });
}

/// A word that was taken says so itself; one that was refused is told why, unless the batch was
/// lost meanwhile: then its next holder hears it.
void BatchWorker::answer(const Heard& heard) {
  if (heard.result) return;
  const auto told = store::refuse_word(*connection_, heard.lease, heard.word, heard.result.error());
  if (!told) settings_.failed(heard.lease.batch, told.error());
}

// --- the thread -------------------------------------------------------------------------------

void BatchWorker::work() {
  auto look_at = std::chrono::steady_clock::now() + kLookEvery;
  std::unique_lock lock(mutex_);
  while (true) {
    const bool hears = settings_.shared != nullptr && !holding_->is_empty();
    wake_.wait_for(lock, hears ? Milliseconds(kHearEvery) : Milliseconds(kLookEvery),
                   [this] { return stopping_ || !jobs_.empty(); });
    if (stopping_) return;
    std::optional<Job> job;
    if (!jobs_.empty()) {
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    lock.unlock();
    if (job) {
      carry_out(*std::move(job));
    } else if (std::chrono::steady_clock::now() >= look_at) {
      look();
      look_at = std::chrono::steady_clock::now() + kLookEvery;
    }
    if (settings_.shared != nullptr && !holding_->is_empty()) hear();
    lock.lock();
  }
}

void BatchWorker::carry_out(Job job) {
  if (connection_->is_cut()) {
    [[maybe_unused]] const auto reopened = connection_->reopen();
  }
  if (job.refreshes) {
    job.done(refresh());
  } else if (job.heard) {
    answer(*job.heard);
  } else if (job.release) {
    [[maybe_unused]] const auto given_back = store::release_lease(*connection_, *job.release);
  } else {
    auto loaded = holding_->has(job.batch) || !is_due(job) ? Result<void>() : load(job.batch);
    if (!loaded && !job.done) settings_.failed(job.batch, loaded.error());
    if (job.done) job.done(std::move(loaded));
  }
}

/// What is only offered waits for its targets; a word reaches it all the same.
bool BatchWorker::is_due(const Job& job) {
  if (job.done) return true;
  const auto waits = store::needs_targets(*connection_, job.batch);
  return !waits || !*waits;
}

void BatchWorker::look() {
  if (connection_->is_cut() && !connection_->reopen()) return;
  if (const auto read = refresh(); !read) settings_.failed({}, read.error());
  const auto waiting = store::batches_to_carry_out(*connection_, settings_.holder);
  if (!waiting) {
    settings_.failed({}, waiting.error());
    return;
  }
  for (const auto& batch : *waiting) {
    if (holding_->has(batch)) continue;
    if (const auto loaded = load(batch); !loaded) settings_.failed(batch, loaded.error());
  }
}

/// Rules that another process has changed are found here as well.
Result<void> BatchWorker::refresh() {
  FETTLE_TRY_VOID(settings_.refresh(*connection_));
  FETTLE_TRY(rules, store::rules_state(*connection_));
  if (std::exchange(rules_seen_, rules) != rules) {
    loop_.post([this] { runner_.rules_changed(); });
  }
  return {};
}

/// Takes the batch's lease before anything of it is read, and returns once the runner has it.
Result<void> BatchWorker::load(const std::string& batch) {
  FETTLE_TRY(lease, store::take_lease(*connection_, batch, settings_.holder));
  const auto attached = [&]() -> Result<void> {
    FETTLE_TRY(stored, store::load_batch(*connection_, batch));
    FETTLE_TRY(secrets, settings_.secrets(*connection_, stored));
    holding_->add(lease);
    const auto answer = make_answer();
    auto shared = std::make_shared<std::pair<store::StoredBatch, runner::Secrets>>(
        std::move(stored), std::move(secrets));
    loop_.post([this, answer, shared, lease] {
      answer->set_value(runner_.attach(std::move(shared->first), lease, std::move(shared->second)));
    });
    return wait_for(answer->get_future(), stopping_);
  }();
  if (attached) return {};
  holding_->take(batch);
  [[maybe_unused]] const auto given_back = store::release_lease(*connection_, lease);
  return attached;
}

/// On the loop: batches that are over leave memory, and whoever is asked next may take them.
void BatchWorker::let_go() {
  timer_ = loop_.call_after(std::chrono::seconds(1), [this] { let_go(); });
  for (const auto& batch : runner_.finished()) {
    runner_.detach(batch);
    if (auto lease = holding_->take(batch)) put({.release = *std::move(lease)});
  }
}

}  // namespace fettle::app
