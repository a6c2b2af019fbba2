#include "transport/os/detached_threads.hpp"

#include <pthread.h>

#include <deque>
#include <mutex>
#include <utility>

namespace fettle::transport {
namespace {

/// Those who gave up after 10 s leave threads behind for up to 30 s more: 64 connects at once, four
/// times over.
constexpr int kThreadsMax = 256;
constexpr std::size_t kStackBytes = std::size_t{512} * 1024;  // glibc's resolver takes 100 KiB

}  // namespace

struct DetachedThreads::State {
  explicit State(net::any_io_executor executor) : loop(std::move(executor)) {}
  using Work = std::function<std::function<void()>()>;

  /// Empty when there is none.
  Work next() {
    const std::scoped_lock lock(mutex);
    if (waiting.empty() || stopped) {
      --threads;
      return {};
    }
    Work work = std::move(waiting.front());
    waiting.pop_front();
    return work;
  }
  void deliver(std::function<void()> end) {
    const std::scoped_lock lock(mutex);
    if (!stopped) net::post(loop, std::move(end));
  }

  net::any_io_executor loop;
  std::mutex mutex;
  std::deque<Work> waiting;
  int threads = 0;
  bool stopped = false;
};

DetachedThreads::DetachedThreads(net::any_io_executor loop)
    : state_(std::make_shared<State>(std::move(loop))) {}

void* DetachedThreads::serve(void* given) {
  const std::unique_ptr<std::shared_ptr<State>> state(static_cast<std::shared_ptr<State>*>(given));
  while (const auto work = (*state)->next()) (*state)->deliver(work());
  return nullptr;
}

bool DetachedThreads::run(std::function<std::function<void()>()> work) {
  const std::scoped_lock lock(state_->mutex);
  state_->waiting.push_back(std::move(work));
  if (state_->threads == kThreadsMax) return true;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, kStackBytes);
  pthread_t thread{};
  auto share = std::make_unique<std::shared_ptr<State>>(state_);
  const bool started = pthread_create(&thread, &attributes, serve, share.get()) == 0;
  pthread_attr_destroy(&attributes);
  if (started) {
    static_cast<void>(share.release());  // serve() has it
    ++state_->threads;
    return true;
  }
  if (state_->threads > 0) return true;
  state_->waiting.pop_back();
  return false;
}

void DetachedThreads::stop() {
  const std::scoped_lock lock(state_->mutex);
  state_->stopped = true;
  state_->waiting.clear();
}

}  // namespace fettle::transport
