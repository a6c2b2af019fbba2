#include "tests/sim/sim_fleet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace fettle::sim {
namespace {

using flow::CommandResult;
using flow::Ending;
using std::chrono::milliseconds;
using std::chrono::seconds;

std::string_view first_half(std::string_view text) { return text.substr(0, text.size() / 2); }

int target_index(const fleet::Target& target) {
  int index = 0;
  const auto digits = std::string_view(target.label).substr(4);
  std::from_chars(digits.data(), digits.data() + digits.size(), index);
  return index;
}

}  // namespace

SimFleet::SimFleet(SimLoop& loop, Dice& dice, const Scenario& scenario)
    : loop_(loop),
      dice_(dice),
      faults_(scenario.faults),
      targets_(static_cast<std::size_t>(scenario.targets)) {
  outcome_of = [this](const auto& order) { return throw_dice(order); };
}

void SimFleet::start(ports::Order order, std::shared_ptr<ports::OrderListener> listener) {
  const auto id = order.id;
  running_.insert_or_assign(id, Running{std::move(order), std::move(listener)});
  later(dice_.upto(milliseconds(400)), id, &SimFleet::arrive);
}

void SimFleet::stop(std::string_view order) {
  auto* running = find(std::string(order));
  if (running == nullptr) return;
  running->stopping = true;
  if (running->order.attempt.empty()) {
    const std::string id(order);
    later(milliseconds(50), id, &SimFleet::cancel);
    return;
  }
  auto& receipts = targets_[static_cast<std::size_t>(target_index(running->order.target))].receipts;
  const auto receipt = receipts.find(running->order.attempt);
  if (receipt == receipts.end()) return;
  auto& execution = executions_[receipt->second.execution];
  if (execution.ends <= loop_.now()) return;
  receipt->second.stopped = true;
  execution.ends = loop_.now() + milliseconds(50);
  later(milliseconds(100), std::string(order), &SimFleet::collect);
}

void SimFleet::release(ports::Receipts receipts, std::function<void(bool)> done) {
  const bool reached = !chance(faults_.unreachable);
  const auto index = static_cast<std::size_t>(target_index(receipts.target));
  loop_.call_at(loop_.now() + dice_.upto(milliseconds(300)),
                [this, receipts = std::move(receipts), index, reached, done = std::move(done)] {
                  if (reached) {
                    for (const auto& id : receipts.attempts) targets_[index].receipts.erase(id);
                  }
                  done(reached);
                });
}

std::vector<std::string> SimFleet::receipts() const {
  std::vector<std::string> attempts;
  for (const auto& target : targets_) {
    for (const auto& [attempt, receipt] : target.receipts) attempts.push_back(attempt);
  }
  return attempts;
}

void SimFleet::drop_links() {
  for (const auto& [id, running] : std::exchange(running_, {})) {
    const auto& order = running.order;
    if (order.attempt.empty() || order.known_started || running.stopping) continue;
    const auto target = static_cast<std::size_t>(target_index(order.target));
    if (!targets_[target].receipts.contains(order.attempt) && dice_.percent(50)) execute(order);
  }
}

void SimFleet::later(Milliseconds delay, const std::string& id,
                     void (SimFleet::*next)(const std::string&)) {
  const auto* known = find(id);
  loop_.call_at(loop_.now() + delay, [this, id, next, owner = known->listener.get()] {
    const auto* running = find(id);
    if (running != nullptr && running->listener.get() == owner) (this->*next)(id);
  });
}

SimFleet::Running* SimFleet::find(const std::string& id) {
  const auto found = running_.find(id);
  return found == running_.end() ? nullptr : &found->second;
}

void SimFleet::finish(const std::string& id, CommandResult result) {
  auto node = running_.extract(id);
  node.mapped().listener->ended(id, std::move(result));
}

void SimFleet::arrive(const std::string& id) {
  const auto& running = *find(id);
  const bool changes = running.order.command.access == flow::Access::kChange;
  if (chance(faults_.unreachable)) {
    // Of an attempt that is known to have started nobody may say that nothing was started.
    const bool was_started = running.order.known_started;
    finish(id, {.ending = was_started ? Ending::kUnknown : Ending::kUnreachable,
                .message = "connection refused"});
  } else {
    changes ? change(id) : read(id);
  }
}

/// Output comes in two halves, so that a link can break between them.
void SimFleet::read(const std::string& id) {
  const auto running = *find(id);
  execute(running.order);
  const auto index = executions_.size() - 1;
  const auto& execution = executions_[index];
  running.listener->output(id, 0, first_half(execution.output));
  loop_.call_at(execution.ends, [this, id, index, owner = running.listener.get()] {
    const auto* still = find(id);
    if (still != nullptr && still->listener.get() == owner) read_to_end(id, index);
  });
}

void SimFleet::read_to_end(const std::string& id, std::size_t index) {
  if (chance(faults_.cut)) {
    finish(id, {.ending = Ending::kUnreachable, .message = "connection lost"});
    return;
  }
  const auto& execution = executions_[index];
  const auto told = first_half(execution.output).size();
  find(id)->listener->output(id, static_cast<std::int64_t>(told),
                             std::string_view(execution.output).substr(told));
  finish(id, {.ending = execution.timed_out ? Ending::kTimedOut : Ending::kExited,
              .exit_status = execution.exit_status,
              .output_bytes = std::ssize(execution.output),
              .tail = execution.output});
}

void SimFleet::cancel(const std::string& id) {
  finish(id, {.ending = Ending::kCancelled, .message = "stopped"});
}

void SimFleet::change(const std::string& id) {
  const auto running = *find(id);
  auto& target = targets_[static_cast<std::size_t>(target_index(running.order.target))];
  if (!target.receipts.contains(running.order.attempt)) {
    if (running.order.known_started) {
      finish(id, {.ending = Ending::kUnknown, .message = "the receipt is gone"});
      return;
    }
    if (running.stopping) {
      finish(id, {.ending = Ending::kCancelled, .message = "stopped before it was started"});
      return;
    }
    if (!running.listener->may_begin()) {
      later(seconds(1), id, &SimFleet::change);
      return;
    }
    execute(running.order);
    if (chance(faults_.reply_lost)) {  // it has started, and the answer never came
      finish(id, {.ending = Ending::kUnknown, .message = "connection lost while starting"});
      return;
    }
  }
  running.listener->started(id);
  follow(id);
}

void SimFleet::follow(const std::string& id) {
  const auto running = *find(id);
  const auto& receipt =
      targets_[static_cast<std::size_t>(target_index(running.order.target))].receipts.at(
          running.order.attempt);
  const auto& execution = executions_[receipt.execution];
  const auto half = std::ssize(first_half(execution.output));
  if (running.order.output_offset < half) {
    const auto offset = running.order.output_offset;
    running.listener->output(
        id, offset,
        std::string_view(execution.output)
            .substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(half - offset)));
    if (auto* still = find(id)) still->order.output_offset = half;
  }
  if (chance(faults_.cut)) {
    if (chance(faults_.receipts_lost)) {
      targets_[static_cast<std::size_t>(target_index(running.order.target))]
          .receipts[running.order.attempt]
          .lost_outcome = true;
    }
    if (chance(40)) {  // the link stays away for too long
      finish(id, {.ending = Ending::kUnknown, .message = "connection lost"});
      return;
    }
  }
  const auto wait = std::max(execution.ends - loop_.now(), milliseconds(0));
  later(wait + dice_.upto(milliseconds(200)), id, &SimFleet::collect);
}

void SimFleet::collect(const std::string& id) {
  auto& running = *find(id);
  const auto& receipt =
      targets_[static_cast<std::size_t>(target_index(running.order.target))].receipts.at(
          running.order.attempt);
  const auto& execution = executions_[receipt.execution];
  const auto size = std::ssize(execution.output);
  if (receipt.lost_outcome) {
    finish(id, {.ending = Ending::kUnknown, .message = "the target restarted underneath it"});
    return;
  }
  const auto offset = running.order.output_offset;
  if (offset < size) {
    running.listener->output(
        id, offset, std::string_view(execution.output).substr(static_cast<std::size_t>(offset)));
  }
  if (chance(faults_.reply_lost)) {
    finish(id, {.ending = Ending::kUnknown, .message = "connection lost at the end"});
  } else if (receipt.stopped) {
    finish(id, {.ending = Ending::kCancelled, .message = "stopped"});
  } else if (execution.timed_out) {
    finish(id, {.ending = Ending::kTimedOut, .message = "timed out", .output_bytes = size});
  } else if (running.order.command.expect_reboot && execution.exit_status == 0) {
    finish(id, {.ending = Ending::kRebooted, .output_bytes = size});
  } else {
    finish(id,
           {.ending = Ending::kExited, .exit_status = execution.exit_status, .output_bytes = size});
  }
}

Outcome SimFleet::throw_dice(const ports::Order& order) {
  Outcome outcome;
  outcome.takes =
      chance(faults_.slow) ? Milliseconds(order.command.timeout) : dice_.upto(milliseconds(4000));
  const bool not_needed = order.command.script.starts_with("needed ") && dice_.percent(30);
  outcome.exit_status = not_needed ? 1 : chance(faults_.failing) ? dice_.between(1, 3) : 0;
  for (int line = 0, lines = dice_.between(0, 4); line < lines; ++line) {
    outcome.output += fmt::format("{} line {} of {}\n", order.id, line, order.command.script);
  }
  return outcome;
}

void SimFleet::execute(const ports::Order& order) {
  auto outcome = outcome_of(order);
  const auto now = loop_.now();
  const auto limit =
      std::clamp<Milliseconds>(order.deadline - now, Milliseconds(0), order.command.timeout);
  executions_.push_back({.target = target_index(order.target),
                         .session = order.session,
                         .order = order.id,
                         .attempt = order.attempt,
                         .script = order.command.script,
                         .began = now,
                         .ends = now + std::min(outcome.takes, limit),
                         .timed_out = outcome.takes >= limit,
                         .exit_status = outcome.exit_status,
                         .output = std::move(outcome.output)});
  const auto& execution = executions_.back();
  if (on_execution) on_execution(execution);
  if (order.attempt.empty()) return;
  targets_[static_cast<std::size_t>(execution.target)].receipts[order.attempt] = {
      executions_.size() - 1};
}

}  // namespace fettle::sim
