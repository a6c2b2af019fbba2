#include "app/upkeep_thread.hpp"

#include <condition_variable>
#include <mutex>

#include "transport/os/asio_loop.hpp"
#include "transport/os/system_random.hpp"
#include "upkeep/fire_schedules.hpp"
#include "upkeep/forget_ended.hpp"
#include "upkeep/remove_output.hpp"

namespace fettle::app {
namespace {

constexpr Milliseconds kAfterFailure = std::chrono::seconds(2);

}  // namespace

UpkeepThread::UpkeepThread(Parts parts)
    : parts_(std::move(parts)), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void UpkeepThread::work(const std::stop_token& stop) {
  transport::AsioLoop clock;
  transport::SystemRandom random;
  std::mutex mutex;
  std::condition_variable_any woken;
  Instant forget_at;
  bool has_old_output = false;
  while (!stop.stop_requested()) {
    if (const auto now = clock.now(); now >= forget_at) {
      forget_at = now + upkeep::kForgetEvery;
      if (const auto done = forget(random, now); !done) parts_.failed("ended", done.error());
      has_old_output = true;
    }
    if (has_old_output) {  // a piece at a time, so that schedules fire meanwhile
      const auto more = remove_output(clock.now());
      if (!more) parts_.failed("output", more.error());
      has_old_output = more.value_or(false);
    }
    const auto wait = [&]() -> Result<Milliseconds> {
      FETTLE_TRY(database, parts_.database.lend());
      return upkeep::fire_schedules({.database = *database,
                                     .random = random,
                                     .services = parts_.services,
                                     .failed = parts_.failed},
                                    clock.now());
    }();
    if (wait) {
      parts_.committed();
    } else {
      parts_.failed("schedules", wait.error());
    }
    std::unique_lock lock(mutex);
    woken.wait_for(lock, stop, wait.value_or(kAfterFailure), [] { return false; });
  }
}

Result<void> UpkeepThread::forget(ports::Random& random, Instant now) {
  FETTLE_TRY(database, parts_.database.lend());
  usecases::Context context{.database = *database,
                            .actor = {},
                            .now = now,
                            .random = random,
                            .services = parts_.services};
  return upkeep::forget_ended(context);
}

Result<bool> UpkeepThread::remove_output(Instant now) {
  FETTLE_TRY(database, parts_.database.lend());
  return upkeep::remove_output(*database, parts_.keep_output, now);
}

}  // namespace fettle::app
