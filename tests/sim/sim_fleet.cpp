#include "tests/sim/sim_fleet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ranges>
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

void SimFleet::start(int process, ports::Order order,
                     std::shared_ptr<ports::OrderListener> listener) {
  const Sent sent{process, order.id};
  running_.insert_or_assign(sent, Running{std::move(order), std::move(listener)});
  later(dice_.upto(milliseconds(400)), sent, &SimFleet::arrive);
}

void SimFleet::stop(int process, std::string_view order) {
  const Sent sent{process, std::string(order)};
  auto* running = find(sent);
  if (running == nullptr) return;
  running->stopping = true;
  if (running->order.attempt.empty()) {
    later(milliseconds(50), sent, &SimFleet::cancel);
    return;
  }
  auto* receipt = receipt_of(running->order);
  if (receipt == nullptr) return;
  auto& execution = executions_[receipt->execution];
  if (execution.ends <= loop_.now()) return;
  receipt->stopped = true;
  execution.ends = loop_.now() + milliseconds(50);
  later(milliseconds(100), sent, &SimFleet::collect);
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

void SimFleet::drop_links(int process) {
  const auto dropped = [process](const auto& one) { return one.first.process == process; };
  std::vector<Running> links;
  for (const auto& one : running_ | std::views::filter(dropped)) links.push_back(one.second);
  std::erase_if(running_, dropped);
  for (const auto& running : links) {
    const auto& order = running.order;
    if (order.attempt.empty() || order.known_started || running.stopping) continue;
    if (receipt_of(order) == nullptr && dice_.percent(50)) execute(order);
  }
}

void SimFleet::later(Milliseconds delay, const Sent& sent, void (SimFleet::*next)(const Sent&)) {
  const auto* known = find(sent);
  loop_.call_at(loop_.now() + delay, [this, sent, next, owner = known->listener.get()] {
    const auto* running = find(sent);
    if (running != nullptr && running->listener.get() == owner) (this->*next)(sent);
  });
}

SimFleet::Running* SimFleet::find(const Sent& sent) {
  const auto found = running_.find(sent);
  return found == running_.end() ? nullptr : &found->second;
}

SimFleet::Receipt* SimFleet::receipt_of(const ports::Order& order) {
  auto& receipts = targets_[static_cast<std::size_t>(target_index(order.target))].receipts;
  const auto found = receipts.find(order.attempt);
  return found == receipts.end() ? nullptr : &found->second;
}

void SimFleet::finish(const Sent& sent, CommandResult result) {
  auto node = running_.extract(sent);
  node.mapped().listener->ended(sent.order, std::move(result));
}

void SimFleet::arrive(const Sent& sent) {
  const auto& running = *find(sent);
  const bool changes = running.order.command.access == flow::Access::kChange;
  if (chance(faults_.unreachable)) {
    // Of an attempt that is known to have started nobody may say that nothing was started.
    const bool was_started = running.order.known_started;
    finish(sent, {.ending = was_started ? Ending::kUnknown : Ending::kUnreachable,
                  .message = "connection refused"});
  } else {
    changes ? change(sent) : read(sent);
  }
}

/// Output comes in two halves, so that a link can break between them.
void SimFleet::read(const Sent& sent) {
  const auto running = *find(sent);
  execute(running.order);
  const auto index = executions_.size() - 1;
  const auto& execution = executions_[index];
  running.listener->output(sent.order, 0, first_half(execution.output));
  loop_.call_at(execution.ends, [this, sent, index, owner = running.listener.get()] {
    const auto* still = find(sent);
    if (still != nullptr && still->listener.get() == owner) read_to_end(sent, index);
  });
}

void SimFleet::read_to_end(const Sent& sent, std::size_t index) {
  if (chance(faults_.cut)) {
    finish(sent, {.ending = Ending::kUnreachable, .message = "connection lost"});
    return;
  }
  const auto& execution = executions_[index];
  const auto told = first_half(execution.output).size();
  find(sent)->listener->output(sent.order, static_cast<std::int64_t>(told),
                               std::string_view(execution.output).substr(told));
  finish(sent, {.ending = execution.timed_out ? Ending::kTimedOut : Ending::kExited,
                .exit_status = execution.exit_status,
                .output_bytes = std::ssize(execution.output),
                .tail = execution.output});
}

void SimFleet::cancel(const Sent& sent) {
  finish(sent, {.ending = Ending::kCancelled, .message = "stopped"});
}

void SimFleet::change(const Sent& sent) {
  const auto running = *find(sent);
  if (receipt_of(running.order) == nullptr) {
    if (running.order.known_started) {
      finish(sent, {.ending = Ending::kUnknown, .message = "the receipt is gone"});
      return;
    }
    if (running.stopping) {
      finish(sent, {.ending = Ending::kCancelled, .message = "stopped before it was started"});
      return;
    }
    if (!running.listener->may_begin()) {
      if (loop_.now() < running.order.deadline) return later(seconds(1), sent, &SimFleet::change);
      finish(sent, {.ending = Ending::kUnreachable, .message = "it may not be begun any more"});
      return;
    }
    execute(running.order);
    if (chance(faults_.reply_lost)) {  // it has started, and the answer never came
      finish(sent, {.ending = Ending::kUnknown, .message = "connection lost while starting"});
      return;
    }
  }
  running.listener->started(sent.order);
  follow(sent);
}

void SimFleet::follow(const Sent& sent) {
  const auto running = *find(sent);
  auto& receipt = *receipt_of(running.order);
  const auto& execution = executions_[receipt.execution];
  const auto half = std::ssize(first_half(execution.output));
  if (running.order.output_offset < half) {
    const auto offset = running.order.output_offset;
    running.listener->output(
        sent.order, offset,
        std::string_view(execution.output)
            .substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(half - offset)));
    if (auto* still = find(sent)) still->order.output_offset = half;
  }
  if (chance(faults_.cut)) {
    if (chance(faults_.receipts_lost)) {
      receipt.lost_outcome = true;
    }
    if (chance(40)) {  // the link stays away for too long
      finish(sent, {.ending = Ending::kUnknown, .message = "connection lost"});
      return;
    }
  }
  const auto wait = std::max(execution.ends - loop_.now(), milliseconds(0));
  later(wait + dice_.upto(milliseconds(200)), sent, &SimFleet::collect);
}

void SimFleet::collect(const Sent& sent) {
  auto& running = *find(sent);
  const auto* found = receipt_of(running.order);
  if (found == nullptr) {  // whoever took over has let it go
    finish(sent, {.ending = Ending::kUnknown, .message = "the receipt is gone"});
    return;
  }
  const auto& receipt = *found;
  const auto& execution = executions_[receipt.execution];
  const auto size = std::ssize(execution.output);
  if (receipt.lost_outcome) {
    finish(sent, {.ending = Ending::kUnknown, .message = "the target restarted underneath it"});
    return;
  }
  const auto offset = running.order.output_offset;
  if (offset < size) {
    running.listener->output(
        sent.order, offset,
        std::string_view(execution.output).substr(static_cast<std::size_t>(offset)));
  }
  if (chance(faults_.reply_lost)) {
    finish(sent, {.ending = Ending::kUnknown, .message = "connection lost at the end"});
  } else if (receipt.stopped) {
    finish(sent, {.ending = Ending::kCancelled, .message = "stopped"});
  } else if (execution.timed_out) {
    finish(sent, {.ending = Ending::kTimedOut, .message = "timed out", .output_bytes = size});
  } else if (running.order.command.expect_reboot && execution.exit_status == 0) {
    finish(sent, {.ending = Ending::kRebooted, .output_bytes = size});
  } else {
    finish(sent,
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
