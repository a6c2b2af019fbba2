#include "transport/ssh/spare_shells.hpp"

#include <algorithm>

namespace fettle::transport {
namespace {

/// A new one takes two round trips and a step one: with fewer, every other step would wait.
constexpr std::size_t kSparesMax = 3;
constexpr std::chrono::seconds kIdleMax{30};

}  // namespace

Awaitable<std::unique_ptr<SshChannel>> SpareShells::take(std::string command, Deadline deadline) {
  const auto self = shared_from_this();
  while (true) {
    const auto found = std::ranges::find(spares_, command, &Spare::command);
    if (found == spares_.end()) co_return nullptr;
    const auto spare = *found;
    if (!spare->is_ready) {
      // It is on its way, and sooner here than one that was asked for now.
      if (!co_await spare->changed.wait(deadline)) co_return nullptr;
      continue;
    }
    spares_.erase(found);
    auto channel = std::move(spare->channel);
    spare->changed.notify_all();
    if (channel && channel->is_waiting()) co_return channel;
  }
}

void SpareShells::prepare(const std::string& command, Deadline deadline) {
  if (!is_worth_it_ || !session_->alive() || session_->round_trip() < far_) return;
  // Those for another command are of less use than the next step's.
  if (!spares_.empty() && spares_.front()->command != command) drop();
  // One that fails at once gives up all, within this very loop.
  while (is_worth_it_ && session_->alive() && spares_.size() < kSparesMax) {
    auto spare = std::make_shared<Spare>();
    spare->command = command;
    spare->channel = std::make_unique<SshChannel>(session_);
    spares_.push_back(spare);
    net::co_spawn(session_->executor(), bring(shared_from_this(), spare, deadline), net::detached);
  }
}

Awaitable<void> SpareShells::bring(std::shared_ptr<SpareShells> all, std::shared_ptr<Spare> spare,
                                   Deadline deadline) {
  const auto failed = co_await spare->channel->start({spare->command}, deadline);
  spare->is_ready = true;
  if (failed && !spare->is_dropped) all->give_up();
  if (spare->is_dropped) spare->channel.reset();
  spare->changed.notify_all();
  // Taken or dropped it has no channel any more.
  const Deadline until = Clock::now() + kIdleMax;
  while (spare->channel && co_await spare->changed.wait(until)) {
  }
  if (!spare->channel) co_return;
  std::erase(all->spares_, spare);
  spare->channel.reset();
}

void SpareShells::drop() {
  for (const auto& spare : std::exchange(spares_, {})) {
    spare->is_dropped = true;
    if (spare->is_ready) spare->channel.reset();
    spare->changed.notify_all();
  }
}

void SpareShells::give_up() {
  is_worth_it_ = false;
  drop();
}

}  // namespace fettle::transport
