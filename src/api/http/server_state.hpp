// What all connections of a server share. Lives on the loop's thread, but for the handlers that the
// worker threads call.
#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ssl/context.hpp>

#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <string>

#include "api/http/proxies.hpp"
#include "api/http/server.hpp"
#include "transport/os/asio.hpp"
#include "transport/os/worker_pool.hpp"

namespace fettle::api::http {

namespace net = boost::asio;

/// A TCP connection or one to a socket file.
using Socket = net::generic::stream_protocol::socket;

/// A connection as the server sees it.
struct Live {
  std::function<void()> close;
  /// Nothing of it is lost when it is closed: it waits for a request, or for the rest of one.
  bool is_idle = true;
  bool is_stream = false;
};

struct ServerState {
  static constexpr int kAsideThreads = 2;

  ServerState(net::io_context& context, ServerSettings chosen, Handlers given,
              ports::Random& random)
      : loop(context),
        settings(std::move(chosen)),
        handlers(std::move(given)),
        pool(settings.threads),
        id_prefix(random.bits()) {}

  net::io_context& loop;
  ServerSettings settings;
  Handlers handlers;
  TrustedProxies proxies;
  std::optional<net::ssl::context> tls;
  std::string address;
  transport::WorkerPool pool;
  transport::WorkerPool aside{kAsideThreads};  ///< for what a large body asks
  std::size_t answering = 0;                   ///< requests that a worker has or that wait for one
  std::size_t bodies = 0;                      ///< large bodies that are read or answered
  std::list<Live> live;                        ///< those that were idle longest first
  bool is_stopping = false;
  std::function<void()> close_listener;
  std::function<void()> all_ended;  ///< called when the last connection ends

  std::uint64_t id_prefix;
  std::uint64_t last_id = 0;
};

}  // namespace fettle::api::http
