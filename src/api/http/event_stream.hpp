// An answer without an end (server-sent events, a streamed text): whoever has something to say
// pushes it from any thread, the connection takes it. Bounded: a client that reads too slowly is
// dropped and may come back with its Last-Event-ID.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace fettle::api::http {

inline constexpr std::size_t kStreamBytesMax = std::size_t{1} << 20;

/// A text that many streams send: its bytes are there once.
using SharedText = std::shared_ptr<const std::string>;

class EventStream {
 public:
  explicit EventStream(std::size_t bytes_max = kStreamBytesMax) : bytes_max_(bytes_max) {}

  /// False once the stream is closed, by either side or as more waits than it may hold.
  bool push(SharedText text);
  bool push(std::string text) { return push(std::make_shared<const std::string>(std::move(text))); }
  /// What was pushed before is still sent.
  void close();
  bool is_closed() const;
  /// Whether something waits for the client to read what it was sent before.
  bool has_waiting() const;

  // --- for the connection ----------------------------------------------------------------------

  /// All that waits, in order; empty where nothing does.
  std::vector<SharedText> take();
  /// `woken` is called, from any thread, when there is more to take and when the stream is closed.
  void listen(std::function<void()> woken);

 private:
  std::size_t bytes_max_;
  mutable std::mutex mutex_;
  std::vector<SharedText> waiting_;
  std::size_t waiting_bytes_ = 0;
  bool is_closed_ = false;
  std::function<void()> woken_;
};

}  // namespace fettle::api::http
