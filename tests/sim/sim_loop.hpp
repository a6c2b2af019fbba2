// Time in the simulated world: a queue of tasks, and clocks that jump from one to the next. Each
// simulated process sees it through a ProcessLoop, which can be paused and can die.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "ports/loop.hpp"

namespace fettle::sim {

class SimLoop : public ports::Loop {
 public:
  explicit SimLoop(Instant start) : wall_(start) {}

  Instant now() override { return wall_; }
  Milliseconds monotonic() override { return monotonic_; }
  void post(ports::Task task) override { call_after(Milliseconds(0), std::move(task)); }
  ports::TimerId call_at(Instant at, ports::Task task) override {
    return add(by_wall_, at.ms, std::move(task));
  }
  ports::TimerId call_after(Milliseconds delay, ports::Task task) override {
    return add(by_monotonic_, (monotonic_ + delay).count(), std::move(task));
  }
  void cancel(ports::TimerId timer) override {
    for (auto* queue : {&by_wall_, &by_monotonic_}) {
      const auto found = queue->due.find(timer);
      if (found == queue->due.end()) continue;
      queue->tasks.erase({found->second, timer});
      queue->due.erase(found);
    }
  }

  /// Runs the next task; false when there is none.
  bool run_one() {
    auto* queue = next();
    if (queue == nullptr) return false;
    auto node = queue->tasks.extract(queue->tasks.begin());
    queue->due.erase(node.key().second);
    const auto waited = wait_of(*queue, node.key().first);
    wall_ = wall_ + waited;
    monotonic_ += waited;
    node.mapped()();
    return true;
  }
  /// As when the machine's clock is corrected, forwards or backwards: what is due by the wall clock
  /// is late or waits longer; the monotonic clock knows nothing of it.
  void jump(Milliseconds by) { wall_ = wall_ + by; }
  /// Time in which nothing runs.
  void pass(Milliseconds time) {
    wall_ = wall_ + time;
    monotonic_ += time;
  }

 private:
  struct Queue {
    std::map<std::pair<std::int64_t, ports::TimerId>, ports::Task> tasks;
    std::map<ports::TimerId, std::int64_t> due;
  };

  ports::TimerId add(Queue& queue, std::int64_t at, ports::Task task) {
    const auto id = ++last_;
    queue.tasks.emplace(std::pair(at, id), std::move(task));
    queue.due.emplace(id, at);
    return id;
  }
  Milliseconds wait_of(const Queue& queue, std::int64_t at) const {
    const auto clock = &queue == &by_wall_ ? wall_.ms : monotonic_.count();
    return Milliseconds(std::max<std::int64_t>(0, at - clock));
  }
  Queue* next() {
    if (by_wall_.tasks.empty() && by_monotonic_.tasks.empty()) return nullptr;
    if (by_wall_.tasks.empty()) return &by_monotonic_;
    if (by_monotonic_.tasks.empty()) return &by_wall_;
    const auto& [wall_at, wall_id] = by_wall_.tasks.begin()->first;
    const auto& [monotonic_at, monotonic_id] = by_monotonic_.tasks.begin()->first;
    const std::pair wall(wait_of(by_wall_, wall_at), wall_id);
    const std::pair monotonic(wait_of(by_monotonic_, monotonic_at), monotonic_id);
    return wall < monotonic ? &by_wall_ : &by_monotonic_;
  }

  Instant wall_;
  Milliseconds monotonic_{1};
  ports::TimerId last_ = 0;
  Queue by_wall_;
  Queue by_monotonic_;
};

/// The loop of one process. While it is paused what is due waits, and can be cancelled yet once it
/// is woken; what it was to do is dropped when it dies.
class ProcessLoop : public ports::Loop {
 public:
  explicit ProcessLoop(SimLoop& loop) : loop_(loop) {}

  Instant now() override { return loop_.now(); }
  Milliseconds monotonic() override { return loop_.monotonic(); }
  void post(ports::Task task) override { call_after(Milliseconds(0), std::move(task)); }
  ports::TimerId call_at(Instant at, ports::Task task) override {
    const auto id = std::make_shared<ports::TimerId>();
    return *id = loop_.call_at(at, guard(id, std::move(task)));
  }
  ports::TimerId call_after(Milliseconds delay, ports::Task task) override {
    const auto id = std::make_shared<ports::TimerId>();
    return *id = loop_.call_after(delay, guard(id, std::move(task)));
  }
  void cancel(ports::TimerId timer) override {
    loop_.cancel(timer);
    if (state_) state_->late.erase(timer);
  }

  void pause() {
    if (state_) state_->paused = true;
  }
  void wake() {
    if (!state_) return;
    state_->paused = false;
    for (const auto& [id, task] : state_->late) loop_.post(run_late(state_, id));
  }
  bool is_paused() const { return state_ && state_->paused; }
  /// Whatever it was to do, or is told from now on, is dropped.
  void die() { state_.reset(); }

 private:
  struct State {
    bool paused = false;
    std::map<ports::TimerId, ports::Task> late;  ///< was due during a pause, in the order of making
  };

  static ports::Task run_late(const std::weak_ptr<State>& weak, ports::TimerId id) {
    return [weak, id] {
      const auto state = weak.lock();
      if (!state || state->paused) return;
      if (auto node = state->late.extract(id)) node.mapped()();
    };
  }
  ports::Task guard(std::shared_ptr<ports::TimerId> id, ports::Task task) {
    return [weak = std::weak_ptr(state_), id = std::move(id), task = std::move(task)]() mutable {
      const auto state = weak.lock();
      if (!state) return;
      if (state->paused) {
        state->late.emplace(*id, std::move(task));
        return;
      }
      task();
    };
  }

  SimLoop& loop_;
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace fettle::sim
