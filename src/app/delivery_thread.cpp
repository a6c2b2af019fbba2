#include "app/delivery_thread.hpp"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "transport/os/asio_loop.hpp"
#include "transport/os/system_random.hpp"
#include "upkeep/deliver.hpp"

namespace fettle::app {
namespace {

constexpr Milliseconds kAfterFailure = std::chrono::seconds(2);

}  // namespace

DeliveryThread::DeliveryThread(Parts parts)
    : parts_(std::move(parts)), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void DeliveryThread::work(const std::stop_token& stop) {
  transport::SystemRandom random;
  std::mutex mutex;
  std::condition_variable_any woken;
  while (!stop.stop_requested()) {
    const auto wait = [&]() -> Result<Milliseconds> {
      FETTLE_TRY(database, parts_.database.lend());
      return upkeep::deliver({.database = *database,
                              .random = random,
                              .services = parts_.services,
                              .now = [] { return transport::AsioLoop::wall_clock(); },
                              .goes_on = [&stop] { return !stop.stop_requested(); },
                              .committed = parts_.committed});
    }();
    if (!wait) parts_.failed(wait.error());
    std::unique_lock lock(mutex);
    woken.wait_for(lock, stop, wait.value_or(kAfterFailure), [] { return false; });
  }
}

}  // namespace fettle::app
