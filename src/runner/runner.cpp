#include "runner/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fettle::runner {
namespace {

/// Often enough that a lease never runs out by itself, and that who waits for a host of another
/// process does not wait long.
constexpr std::chrono::seconds kTick{2};

}  // namespace

Runner::Runner(Ports ports, Settings settings) : shared_{ports, std::move(settings)} { tick(); }

Runner::~Runner() {
  shared_.ports.loop.cancel(timer_);
  batches_.clear();
}

void Runner::tick() {
  timer_ = shared_.ports.loop.call_after(kTick, [this] { tick(); });
  for (const auto& [id, batch] : batches_) {
    batch->ask_again();
    batch->heartbeat();
  }
}

Result<void> Runner::attach(store::StoredBatch stored, const store::Lease& lease, Secrets secrets) {
  const auto id = stored.id;
  auto batch =
      std::make_unique<BatchRunner>(shared_, std::move(stored), lease.number, std::move(secrets));
  auto& place = batches_[id];
  place = std::move(batch);
  auto started = place->start();
  if (!started) batches_.erase(id);
  return started;
}

void Runner::detach(std::string_view batch) {
  if (const auto found = batches_.find(batch); found != batches_.end()) batches_.erase(found);
}

void Runner::rules_changed() {
  for (const auto& [id, batch] : batches_) batch->rules_changed();
}

Result<void> Runner::dispatch(std::string_view session, const engine::SessionInput& input,
                              Condition condition) {
  for (const auto& [id, batch] : batches_) {
    if (batch->has_session(session)) return batch->dispatch(session, input, std::move(condition));
  }
  return fail(ErrorCode::kNotFound, fmt::format("there is no session {} under way", session));
}

Result<void> Runner::dispatch(std::string_view id, const engine::BatchInput& input,
                              Condition condition) {
  auto* batch = find(id);
  if (batch == nullptr) {
    return fail(ErrorCode::kNotFound, fmt::format("there is no batch {} under way", id));
  }
  return batch->dispatch(input, std::move(condition));
}

std::vector<std::string> Runner::sessions_in(std::string_view id,
                                             engine::SessionStatus status) const {
  const auto* batch = find(id);
  return batch == nullptr ? std::vector<std::string>() : batch->sessions_in(status);
}

const engine::BatchState* Runner::batch_state(std::string_view id) const {
  const auto* batch = find(id);
  return batch == nullptr ? nullptr : &batch->state();
}

std::vector<std::string> Runner::finished() const {
  std::vector<std::string> ids;
  for (const auto& [id, batch] : batches_) {
    const bool is_over = batch->is_stopped() || engine::has_ended(batch->state().status);
    if (is_over && batch->is_settled()) ids.push_back(id);
  }
  return ids;
}

bool Runner::is_settled() const {
  return std::ranges::all_of(batches_, [](const auto& each) { return each.second->is_settled(); });
}

BatchRunner* Runner::find(std::string_view batch) const {
  const auto found = batches_.find(batch);
  return found == batches_.end() ? nullptr : found->second.get();
}

}  // namespace fettle::runner
