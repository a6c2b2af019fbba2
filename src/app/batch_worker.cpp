#include "app/batch_worker.hpp"

#include <fmt/format.h>

#include <future>
#include <map>
#include <utility>

#include "store/batch_store.hpp"
#include "store/target_split.hpp"
#include "store/team_batches.hpp"

namespace fettle::app {
namespace {

/// How soon a batch is found whose process died; its lease runs 30 s at most.
constexpr std::chrono::seconds kLookEvery{2};
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

  bool has(std::string_view batch) {
    const std::scoped_lock lock(mutex);
    return leases.contains(batch);
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

void BatchWorker::put(Job job) {
  {
    const std::scoped_lock lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  wake_.notify_all();
}

// --- words ------------------------------------------------------------------------------------

Result<void> BatchWorker::tell(std::string_view batch, const engine::BatchInput& input,
                               std::optional<std::int64_t> version) {
  return tell(
      batch, version,
      [id = std::string(batch), input](runner::Runner& runner, runner::Condition condition) {
        return runner.dispatch(id, input, std::move(condition));
      });
}

Result<void> BatchWorker::tell(std::string_view batch, std::string_view session,
                               const engine::SessionInput& input,
                               std::optional<std::int64_t> version) {
  return tell(
      batch, version,
      [id = std::string(session), input](runner::Runner& runner, runner::Condition condition) {
        return runner.dispatch(id, input, std::move(condition));
      });
}

/// A batch that has ended has left memory, and is taken up again to hear the word.
Result<void> BatchWorker::tell(std::string_view batch, std::optional<std::int64_t> version,
                               const Word& word) {
  if (!holding_->has(batch)) {
    const auto taken = make_answer();
    put({.batch = std::string(batch),
         .done = [taken](Result<void> result) { taken->set_value(std::move(result)); }});
    FETTLE_TRY_VOID(wait_for(taken->get_future(), stopping_));
  }
  const auto answer = make_answer();
  loop_.post([this, answer, version, word] {
    const auto stored = [answer](Result<void> result) { answer->set_value(std::move(result)); };
    auto taken = word(runner_, {.version = version, .stored = stored});
    if (!taken) answer->set_value(std::move(taken));
  });
  return wait_for(answer->get_future(), stopping_);
}

// --- the thread -------------------------------------------------------------------------------

void BatchWorker::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    const bool woken =
        wake_.wait_for(lock, kLookEvery, [this] { return stopping_ || !jobs_.empty(); });
    if (stopping_) return;
    Job job;
    if (woken) {
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    lock.unlock();
    if (job.refreshes) {
      job.done(settings_.refresh(*connection_));
    } else if (job.release) {
      [[maybe_unused]] const auto given_back = store::release_lease(*connection_, *job.release);
    } else if (job.batch.empty()) {
      look();
    } else {
      auto loaded = holding_->has(job.batch) || !is_due(job) ? Result<void>() : load(job.batch);
      if (!loaded && !job.done) settings_.failed(job.batch, loaded.error());
      if (job.done) job.done(std::move(loaded));
    }
    lock.lock();
  }
}

/// What is only offered waits for its targets; a word reaches it all the same.
bool BatchWorker::is_due(const Job& job) {
  if (job.done) return true;
  const auto waits = store::needs_targets(*connection_, job.batch);
  return !waits || !*waits;
}

void BatchWorker::look() {
  if (connection_->is_lost() && !connection_->reopen()) return;
  if (const auto read = settings_.refresh(*connection_); !read) {
    settings_.failed({}, read.error());
  }
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
