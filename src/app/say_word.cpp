#include "app/say_word.hpp"

#include <condition_variable>
#include <mutex>

#include "base/id.hpp"
#include "transport/os/asio_loop.hpp"
#include "transport/os/system_random.hpp"

namespace fettle::app {
namespace {

/// Shorter than the word counts (store::kWordLength).
constexpr std::chrono::seconds kAnswerMax{15};
constexpr std::chrono::milliseconds kLookAgain{20};

bool is_undecided(const Result<void>& answer) {
  return !answer && answer.error().code == ErrorCode::kBusy;
}

}  // namespace

Result<void> say_word(store::ConnectionPool& database, store::BatchWord word,
                      const std::atomic<bool>& stopping) {
  transport::SystemRandom random;
  word.id = make_id(transport::AsioLoop::wall_clock(), {random.bits(), random.bits()});
  FETTLE_TRY(connection, database.lend());
  FETTLE_TRY_VOID(store::add_word(*connection, word));
  const auto latest = std::chrono::steady_clock::now() + kAnswerMax;
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable pause;
  auto answer = store::word_answer(*connection, word.id);
  while (is_undecided(answer) && !stopping && std::chrono::steady_clock::now() < latest) {
    pause.wait_for(lock, kLookAgain);
    answer = store::word_answer(*connection, word.id);
  }
  return store::take_word_back(*connection, word.id);
}

}  // namespace fettle::app
