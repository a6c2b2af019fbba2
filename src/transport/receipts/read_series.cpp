#include "transport/receipts/read_series.hpp"

#include <algorithm>
#include <utility>

namespace fettle::transport {
namespace {

/// An engine orders the next command as soon as it has stored how the last one ended. What is
/// older may not be true any more.
constexpr std::chrono::seconds kOrderedWithin{5};
constexpr std::size_t kHeldMax = std::size_t{128} * 1024;

std::vector<std::string> with_first(std::string first, std::vector<std::string> following) {
  following.insert(following.begin(), std::move(first));
  return following;
}

}  // namespace

ReadSeries::ReadSeries(std::shared_ptr<OrderExecution> first, std::vector<std::string> following)
    : scripts_(with_first(first->order.command.script, std::move(following))),
      order_(first->order),
      attached_(std::move(first)),
      held_(scripts_.size()) {}

bool ReadSeries::is_next(const ports::Order& order) const {
  const bool is_lost = is_given_up_ && ended() == heard_;
  if (!has_more() || is_lost || Clock::now() > heard_at_ + kOrderedWithin) return false;
  const auto place = static_cast<std::ptrdiff_t>(heard_);
  flow::Command expected = order_.command;
  expected.script = scripts_[heard_];
  expected.following.erase(expected.following.begin(), expected.following.begin() + place);
  return order.command == expected && order.become == order_.become &&
         order.as_whom == order_.as_whom && order.environment == order_.environment &&
         order.output_offset == 0;
}

void ReadSeries::attach(std::shared_ptr<OrderExecution> execution) {
  attached_ = std::move(execution);
  attached_->deadline = std::min(attached_->deadline, heard_at_ + order_.command.timeout);
  attached_->output.append(std::exchange(held_[heard_], {}));
}

Awaitable<std::optional<flow::CommandResult>> ReadSeries::hear(std::shared_ptr<ReadSeries> series) {
  const auto execution = series->attached_;
  bool is_told = false;
  while (series->ended() == series->heard_ && !series->is_over_) {
    if (!is_told && execution->called_off()) {
      is_told = true;
      execution->session->link->notify();
    }
    co_await series->changed_.wait(is_told ? Deadline::max() : execution->deadline);
  }
  series->attached_ = nullptr;
  if (series->ended() == series->heard_) co_return std::nullopt;
  series->heard_at_ = Clock::now();
  co_return series->results_[series->heard_++];
}

std::optional<flow::Ending> ReadSeries::called_off() const {
  if (is_given_up_) return flow::Ending::kCancelled;
  if (is_attached_running()) return attached_->called_off();
  return {};
}

void ReadSeries::reached() {
  if (!attached_) return;
  attached_->reached();
  changed_.notify_all();
}

void ReadSeries::output(std::string_view bytes) {
  if (is_attached_running()) return attached_->output.append(bytes);
  if (ended() >= held_.size()) return;
  held_size_ += bytes.size();
  held_[ended()] += bytes;
  if (held_size_ > kHeldMax) give_up();
}

void ReadSeries::command_ended(flow::CommandResult result) {
  results_.push_back(std::move(result));
  changed_.notify_all();
}

void ReadSeries::over() {
  is_over_ = true;
  changed_.notify_all();
}

}  // namespace fettle::transport
