#include "transport/os/asio_loop.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace fettle::transport {
namespace {

namespace asio = boost::asio;

/// A correction of the clock is noticed no later than this.
constexpr std::chrono::seconds kLongestSleep{10};

/// Counts the time for which the machine slept, as CLOCK_MONOTONIC does not.
Milliseconds boot_clock() {
  timespec since{};
  ::clock_gettime(CLOCK_BOOTTIME, &since);
  return std::chrono::duration_cast<Milliseconds>(std::chrono::seconds(since.tv_sec) +
                                                  std::chrono::nanoseconds(since.tv_nsec));
}

/// Tasks by the milliseconds of one clock at which they are due.
class Schedule {
 public:
  void add(ports::TimerId id, std::int64_t at, ports::Task task) {
    tasks_.emplace(std::pair(at, id), std::move(task));
    due_.emplace(id, at);
  }
  void cancel(ports::TimerId id) {
    const auto found = due_.find(id);
    if (found == due_.end()) return;
    tasks_.erase({found->second, id});
    due_.erase(found);
  }
  bool empty() const { return tasks_.empty(); }
  std::int64_t earliest() const { return tasks_.begin()->first.first; }
  ports::Task take_first() {
    auto node = tasks_.extract(tasks_.begin());
    due_.erase(node.key().second);
    return std::move(node.mapped());
  }

 private:
  std::map<std::pair<std::int64_t, ports::TimerId>, ports::Task> tasks_;
  std::map<ports::TimerId, std::int64_t> due_;
};

}  // namespace

/// All timers share one of Asio's, set for the earliest: most are cancelled before they are due.
struct AsioLoop::State {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  asio::steady_timer alarm{context};
  Schedule by_wall_clock;
  Schedule by_monotonic;
  ports::TimerId last = 0;
  Milliseconds alarm_at{-1};  ///< of the monotonic clock; negative: none is set

  Milliseconds wait() const {
    auto wait = Milliseconds(kLongestSleep);
    if (!by_wall_clock.empty()) {
      wait = std::min(wait, Milliseconds(by_wall_clock.earliest() - AsioLoop::wall_clock().ms));
    }
    if (!by_monotonic.empty()) {
      wait = std::min(wait, Milliseconds(by_monotonic.earliest()) - boot_clock());
    }
    return std::max(wait, Milliseconds(0));
  }

  void set_alarm() {
    if (by_wall_clock.empty() && by_monotonic.empty()) return;
    const auto at = boot_clock() + wait();
    if (alarm_at.count() >= 0 && alarm_at <= at) return;
    alarm_at = at;
    alarm.expires_after(at - boot_clock());
    alarm.async_wait([this](const boost::system::error_code& error) {
      if (error) return;  // set anew
      alarm_at = Milliseconds(-1);
      run_due();
      set_alarm();
    });
  }

  void run_due() {
    while (!by_monotonic.empty() && by_monotonic.earliest() <= boot_clock().count()) {
      by_monotonic.take_first()();
    }
    while (!by_wall_clock.empty() && by_wall_clock.earliest() <= AsioLoop::wall_clock().ms) {
      by_wall_clock.take_first()();
    }
  }
};

AsioLoop::AsioLoop() : state_(std::make_unique<State>()) {}
AsioLoop::~AsioLoop() = default;

Instant AsioLoop::wall_clock() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<Milliseconds>(since).count()};
}

Instant AsioLoop::now() { return wall_clock(); }

Milliseconds AsioLoop::monotonic() { return boot_clock(); }

void AsioLoop::post(ports::Task task) { asio::post(state_->context, std::move(task)); }

ports::TimerId AsioLoop::call_at(Instant at, ports::Task task) {
  const auto id = ++state_->last;
  state_->by_wall_clock.add(id, at.ms, std::move(task));
  state_->set_alarm();
  return id;
}

ports::TimerId AsioLoop::call_after(Milliseconds delay, ports::Task task) {
  const auto id = ++state_->last;
  state_->by_monotonic.add(id, (boot_clock() + delay).count(), std::move(task));
  state_->set_alarm();
  return id;
}

void AsioLoop::cancel(ports::TimerId timer) {
  state_->by_wall_clock.cancel(timer);
  state_->by_monotonic.cancel(timer);
}

void AsioLoop::run() { state_->context.run(); }
void AsioLoop::stop() { state_->context.stop(); }
boost::asio::io_context& AsioLoop::context() { return state_->context; }

}  // namespace fettle::transport
