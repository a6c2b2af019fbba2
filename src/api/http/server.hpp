// The HTTP server on the one loop: reads requests under limits and deadlines, has them answered on
// worker threads, writes answers and streams. Knows nothing of routes. Read on in connection.hpp.
#pragma once

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/http/message.hpp"
#include "base/result.hpp"
#include "ports/random.hpp"

namespace fettle::api::http {

struct ServerSettings {
  std::string listen = "127.0.0.1:8080";     ///< or `[::1]:8080`, `unix:/run/fettle.sock`
  std::string base_path;                     ///< `/fettle`: what stands before every path; or empty
  std::vector<std::string> trusted_proxies;  ///< proxies.hpp
  std::string certificate;                   ///< PEM file; with `key`: TLS
  std::string key;
  int threads = 4;                               ///< that answer
  std::size_t queue_max = 256;                   ///< requests that wait for one of them
  std::size_t connections_max = 4096;            ///< the longest idle one makes room for a new one
  std::chrono::milliseconds head_time{10'000};   ///< for all headers of a request
  std::chrono::milliseconds body_time{60'000};   ///< for its whole body
  std::chrono::milliseconds idle_time{75'000};   ///< between two requests
  std::chrono::milliseconds write_time{60'000};  ///< for a whole answer
  std::chrono::milliseconds heartbeat{15'000};   ///< of silent streams
};

/// What became of one request, for the log.
struct Access {
  const Request& request;
  const Response& response;
  std::chrono::microseconds duration;
};

struct Handlers {
  /// On the loop, so it must be quick: answers what asks nothing of anybody. None: a worker does.
  std::function<std::optional<Response>(const Request&)> quick;
  /// On worker threads, several at a time.
  std::function<Response(const Request&)> answer;
  /// On the loop.
  std::function<void(const Access&)> log;
};

struct ServerState;

class Server {
 public:
  /// Listens already when it returns. kInvalid: an address, network or file that can't be read;
  /// kIo: the address is taken or not ours.
  static Result<std::unique_ptr<Server>> listen(boost::asio::io_context& loop,
                                                ServerSettings settings, Handlers handlers,
                                                ports::Random& random);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  /// Waits for the handlers that run.
  ~Server();

  /// `http://127.0.0.1:8080`, with the port that the system chose for 0; `unix:PATH`.
  const std::string& address() const;
  std::size_t connections() const;

  /// Refuses new requests and lets those that run finish; `stopped` is called on the loop when all
  /// connections have ended, after `patience` at the latest.
  void stop(std::chrono::milliseconds patience, std::function<void()> stopped);

 private:
  explicit Server(std::shared_ptr<ServerState> state) : state_(std::move(state)) {}
  std::shared_ptr<ServerState> state_;
};

}  // namespace fettle::api::http
