// Time in the simulated world: a queue of tasks, and a clock that jumps from one to the next.
#pragma once

#include <map>
#include <utility>

#include "ports/loop.hpp"

namespace fettle::sim {

class SimLoop : public ports::Loop {
 public:
  explicit SimLoop(Instant start) : now_(start) {}

  Instant now() override { return now_; }
  void post(ports::Task task) override { call_at(now_, std::move(task)); }
  ports::TimerId call_at(Instant at, ports::Task task) override {
    const auto id = ++last_;
    const auto due = std::max(at, now_);
    tasks_.emplace(std::pair(due, id), std::move(task));
    due_.emplace(id, due);
    return id;
  }
  void cancel(ports::TimerId timer) override {
    const auto found = due_.find(timer);
    if (found == due_.end()) return;
    tasks_.erase({found->second, timer});
    due_.erase(found);
  }

  /// Runs the next task; false when there is none.
  bool run_one() {
    if (tasks_.empty()) return false;
    auto node = tasks_.extract(tasks_.begin());
    due_.erase(node.key().second);
    now_ = std::max(now_, node.key().first);
    node.mapped()();
    return true;
  }
  /// As when the machine's clock is corrected: what is due in between is late.
  void jump(Milliseconds by) { now_ = now_ + by; }

 private:
  Instant now_;
  ports::TimerId last_ = 0;
  std::map<std::pair<Instant, ports::TimerId>, ports::Task> tasks_;
  std::map<ports::TimerId, Instant> due_;
};

}  // namespace fettle::sim
