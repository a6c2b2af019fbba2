// Tells every browser what has changed in its team: reads the feed of events from the database,
// woken at once by this process and looking by itself for what other processes wrote. Each client
// has a place in the sequence, so that one who comes back goes on where they were; one who is too
// far behind is told to read everything anew. At most ten messages a second for each. Who wishes so
// hears of sessions not what happened but where they stand, and of that only the newest.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "api/event_place.hpp"
#include "api/event_topics.hpp"
#include "api/http/event_stream.hpp"
#include "base/instant.hpp"
#include "store/database/connection.hpp"
#include "store/database/connection_pool.hpp"

namespace fettle::api {

inline constexpr std::size_t kStreamsOfUserMax = 20;
/// Then the client comes back, and has to show again who it is.
inline constexpr Milliseconds kStreamLife = std::chrono::minutes(15);

struct Subscription {
  std::string team;
  std::string user;
  EventTopics topics;
  std::optional<std::string> last_event;  ///< what the client knows; none: nothing yet
  bool coalesces = false;
};

class EventHub {
 public:
  /// `build` names the program: a page of another one has to be loaded anew.
  explicit EventHub(std::string build) : build_(std::move(build)) {}

  /// A stream that has said hello, and resync where `last_event` can't be gone on from. A user's
  /// oldest stream ends where they have too many.
  Result<std::shared_ptr<http::EventStream>> join(store::Connection& database,
                                                  Subscription subscription, Instant now);

  /// There may be something new. From any thread, as often as one likes.
  void wake();

  /// Tells everybody what is new.
  Result<void> tell(store::Connection& database, Instant now);

  /// Tells whenever something is new, until `stop`: for a thread of its own. Asks the database for
  /// nothing while there are no clients.
  void run(const std::stop_token& stop, store::ConnectionPool& pool);

  std::size_t clients() const;

 private:
  struct Client {
    Subscription wish;
    std::int64_t place = 0;  ///< the last number that it was told of; the hub's thread moves it on
    Instant ends;
    std::shared_ptr<http::EventStream> stream;
  };
  using Clients = std::vector<std::shared_ptr<Client>>;
  class Round;

  Clients open_clients(Instant now);
  /// Looks again soon, though nothing new happens.
  void look_again();
  void drop_oldest_of(std::string_view user);

  std::string build_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  bool is_woken_ = false;
  Clients clients_;
};

}  // namespace fettle::api
