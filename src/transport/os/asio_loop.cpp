#include "transport/os/asio_loop.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace fettle::transport {
namespace {

namespace asio = boost::asio;

/// A correction of the clock is noticed no later than this.
constexpr std::chrono::seconds kLongestSleep{10};

}  // namespace

/// All timers share one of Asio's, set for the earliest: most are cancelled before they are due.
struct AsioLoop::State {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  asio::steady_timer alarm{context};
  std::map<std::pair<Instant, ports::TimerId>, ports::Task> tasks;
  std::map<ports::TimerId, Instant> due;
  ports::TimerId last = 0;
  Instant alarm_at;  ///< none when default

  static Instant now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<Milliseconds>(since).count()};
  }

  void set_alarm() {
    if (tasks.empty()) return;
    const auto earliest = tasks.begin()->first.first;
    if (alarm_at != Instant() && alarm_at <= earliest) return;
    alarm_at = earliest;
    const auto wait = std::clamp<Milliseconds>(earliest - now(), Milliseconds(0), kLongestSleep);
    alarm.expires_after(wait);
    alarm.async_wait([this](const boost::system::error_code& error) {
      if (error) return;  // set anew
      alarm_at = {};
      run_due();
      set_alarm();
    });
  }

  void run_due() {
    while (!tasks.empty() && tasks.begin()->first.first <= now()) {
      auto node = tasks.extract(tasks.begin());
      due.erase(node.key().second);
      node.mapped()();
    }
  }
};

AsioLoop::AsioLoop() : state_(std::make_unique<State>()) {}
AsioLoop::~AsioLoop() = default;

Instant AsioLoop::now() { return State::now(); }

void AsioLoop::post(ports::Task task) { asio::post(state_->context, std::move(task)); }

ports::TimerId AsioLoop::call_at(Instant at, ports::Task task) {
  const auto id = ++state_->last;
  state_->tasks.emplace(std::pair(at, id), std::move(task));
  state_->due.emplace(id, at);
  state_->set_alarm();
  return id;
}

void AsioLoop::cancel(ports::TimerId timer) {
  const auto found = state_->due.find(timer);
  if (found == state_->due.end()) return;
  state_->tasks.erase({found->second, timer});
  state_->due.erase(found);
}

void AsioLoop::run() { state_->context.run(); }
void AsioLoop::stop() { state_->context.stop(); }
boost::asio::io_context& AsioLoop::context() { return state_->context; }

}  // namespace fettle::transport
