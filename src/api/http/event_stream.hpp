// An answer without an end (server-sent events, a streamed text): whoever has something to say
// pushes it from any thread, the connection takes it. Bounded: a client that reads too slowly is
// dropped and may come back with its Last-Event-ID.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace fettle::api::http {

inline constexpr std::size_t kStreamBytesMax = std::size_t{1} << 20;

class EventStream {
 public:
  explicit EventStream(std::size_t bytes_max = kStreamBytesMax) : bytes_max_(bytes_max) {}

  /// False once the stream is closed, by either side or as more waits than it may hold.
  bool push(std::string_view text);
  /// What was pushed before is still sent.
  void close();
  bool is_closed() const;

  // --- for the connection ----------------------------------------------------------------------

  /// All that waits; empty where nothing does.
  std::string take();
  /// `woken` is called, from any thread, when there is more to take and when the stream is closed.
  void listen(std::function<void()> woken);

 private:
  std::size_t bytes_max_;
  mutable std::mutex mutex_;
  std::string waiting_;
  bool is_closed_ = false;
  std::function<void()> woken_;
};

}  // namespace fettle::api::http
