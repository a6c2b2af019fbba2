#include "api/http/server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <utility>

#include "api/http/connection.hpp"
#include "transport/os/async_event.hpp"

namespace fettle::api::http {
namespace {

using net::ip::tcp;
using transport::Awaitable;
using transport::kTuple;
using Unix = net::local::stream_protocol;

constexpr std::chrono::milliseconds kAcceptPause{100};

/// The longest idle connection makes room for a new one; false where all are at work.
bool make_room(ServerState& server) {
  if (server.live.size() < server.settings.connections_max) return true;
  const auto idle = std::ranges::find_if(server.live, &Live::is_idle);
  if (idle == server.live.end()) return false;
  idle->is_idle = false;
  idle->close();
  return true;
}

/// As far as it can be told without waiting.
template <class Any>
void turn_away(Any& socket) {
  constexpr std::string_view kBusy =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n"
      "Connection: close\r\n\r\n";
  boost::system::error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(net::buffer(kBusy), ignored);
}

std::string peer_of(const tcp::socket& socket) {
  boost::system::error_code failure;
  const auto peer = socket.remote_endpoint(failure);
  return failure ? "0.0.0.0" : peer.address().to_string();
}

std::string peer_of(const Unix::socket& /*socket*/) { return {}; }

void prepare(tcp::socket& socket) {
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
}

void prepare(Unix::socket& /*socket*/) {}

template <class Protocol>
Awaitable<void> accept_all(std::shared_ptr<typename Protocol::acceptor> acceptor,
                           std::shared_ptr<ServerState> server) {
  while (acceptor->is_open()) {
    auto [failure, socket] = co_await acceptor->async_accept(kTuple);
    if (failure) {
      // Too many open files, or a client that has gone again.
      co_await transport::sleep_until(transport::Clock::now() + kAcceptPause);
      continue;
    }
    if (!make_room(*server)) {
      turn_away(socket);
      continue;
    }
    prepare(socket);
    auto peer = peer_of(socket);
    net::co_spawn(server->loop, serve_connection(std::move(socket), std::move(peer), server),
                  net::detached);
  }
}

template <class Protocol>
Result<std::shared_ptr<typename Protocol::acceptor>> open(net::io_context& loop,
                                                          const typename Protocol::endpoint& at,
                                                          std::string_view name) {
  auto acceptor = std::make_shared<typename Protocol::acceptor>(loop);
  boost::system::error_code failure;
  acceptor->open(at.protocol(), failure);
  if (!failure) acceptor->set_option(net::socket_base::reuse_address(true), failure);
  if (!failure) acceptor->bind(at, failure);
  if (!failure) acceptor->listen(net::socket_base::max_listen_connections, failure);
  if (!failure) return acceptor;
  return fail(ErrorCode::kIo, fmt::format("can't listen on {}: {}", name, failure.message()));
}

template <class Protocol>
void start(std::shared_ptr<typename Protocol::acceptor> acceptor,
           const std::shared_ptr<ServerState>& server) {
  server->close_listener = [acceptor] {
    boost::system::error_code ignored;
    acceptor->close(ignored);
  };
  net::co_spawn(server->loop, accept_all<Protocol>(std::move(acceptor), server), net::detached);
}

/// A socket file that nobody listens on any more is in the way.
void remove_stale(const std::string& path) {
  struct stat found{};
  if (::lstat(path.c_str(), &found) != 0 || !S_ISSOCK(found.st_mode)) return;
  net::io_context context;
  Unix::socket probe(context);
  boost::system::error_code failure;
  probe.connect(Unix::endpoint(path), failure);
  if (failure == net::error::connection_refused) ::unlink(path.c_str());
}

Result<void> listen_unix(const std::shared_ptr<ServerState>& server, const std::string& path) {
  if (path.empty() || path.size() > 100) {
    return fail(ErrorCode::kInvalid,
                fmt::format("listen unix:{}: a socket's path has 1 to 100 bytes", path));
  }
  remove_stale(path);
  FETTLE_TRY(acceptor, open<Unix>(server->loop, Unix::endpoint(path), "unix:" + path));
  server->address = "unix:" + path;
  start<Unix>(std::move(acceptor), server);
  const auto close = std::move(server->close_listener);
  server->close_listener = [close, path] {
    close();
    ::unlink(path.c_str());
  };
  return {};
}

Result<tcp::endpoint> read_endpoint(std::string_view text) {
  const auto colon = text.rfind(':');
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  boost::system::error_code failure;
  const auto address = net::ip::make_address(std::string(host), failure);
  std::uint16_t port = 0;
  const auto* const end = text.data() + text.size();
  const auto read = colon == text.npos ? std::from_chars_result{end, std::errc::invalid_argument}
                                       : std::from_chars(text.data() + colon + 1, end, port);
  if (failure || read.ec != std::errc() || read.ptr != end) {
    return fail(ErrorCode::kInvalid,
                fmt::format("listen {}: write an address and a port such as 127.0.0.1:8080, or "
                            "unix:/run/fettle.sock",
                            text));
  }
  return tcp::endpoint(address, port);
}

Result<void> listen_tcp(const std::shared_ptr<ServerState>& server) {
  const auto& name = server->settings.listen;
  FETTLE_TRY(wanted, read_endpoint(name));
  FETTLE_TRY(acceptor, open<tcp>(server->loop, wanted, name));
  boost::system::error_code ignored;
  const auto bound = acceptor->local_endpoint(ignored);
  const auto host = bound.address().to_string();
  server->address = fmt::format("{}://{}:{}", server->tls ? "https" : "http",
                                bound.address().is_v6() ? "[" + host + "]" : host, bound.port());
  start<tcp>(std::move(acceptor), server);
  return {};
}

Result<void> prepare_tls(ServerState& server) {
  const auto& settings = server.settings;
  if (settings.certificate.empty() && settings.key.empty()) return {};
  if (settings.certificate.empty() || settings.key.empty()) {
    return fail(ErrorCode::kInvalid, "TLS takes both settings: tls-certificate and tls-key");
  }
  auto& tls = server.tls.emplace(net::ssl::context::tls_server);
  tls.set_options(net::ssl::context::default_workarounds | net::ssl::context::no_tlsv1 |
                  net::ssl::context::no_tlsv1_1);
  boost::system::error_code failure;
  tls.use_certificate_chain_file(settings.certificate, failure);
  if (failure) {
    return fail(ErrorCode::kInvalid,
                fmt::format("tls-certificate {}: {}", settings.certificate, failure.message()));
  }
  tls.use_private_key_file(settings.key, net::ssl::context::pem, failure);
  if (!failure) return {};
  return fail(ErrorCode::kInvalid, fmt::format("tls-key {}: {}", settings.key, failure.message()));
}

Result<void> check_base_path(std::string_view path) {
  if (path.empty() || (path.starts_with('/') && !path.ends_with('/'))) return {};
  return fail(ErrorCode::kInvalid,
              fmt::format("base-path {}: it begins with a slash and does not end with one", path));
}

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(net::io_context& loop, ServerSettings settings,
                                               Handlers handlers, ports::Random& random) {
  auto state =
      std::make_shared<ServerState>(loop, std::move(settings), std::move(handlers), random);
  FETTLE_TRY_VOID(check_base_path(state->settings.base_path));
  FETTLE_TRY(proxies, TrustedProxies::parse(state->settings.trusted_proxies));
  state->proxies = std::move(proxies);
  FETTLE_TRY_VOID(prepare_tls(*state));
  const std::string_view where = state->settings.listen;
  if (where.starts_with("unix:")) {
    FETTLE_TRY_VOID(listen_unix(state, std::string(where.substr(5))));
  } else {
    FETTLE_TRY_VOID(listen_tcp(state));
  }
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::~Server() {
  state_->all_ended = nullptr;
  state_->close_listener();
  state_->pool.stop();
  state_->aside.stop();
}

const std::string& Server::address() const { return state_->address; }

std::size_t Server::connections() const { return state_->live.size(); }

void Server::stop(std::chrono::milliseconds patience, std::function<void()> stopped) {
  auto& server = *state_;
  server.is_stopping = true;
  server.close_listener();
  if (server.live.empty()) return net::post(server.loop, std::move(stopped));
  server.all_ended = std::move(stopped);
  for (const auto& live : server.live) {
    if (live.is_idle || live.is_stream) live.close();
  }
  auto alarm = std::make_shared<net::steady_timer>(server.loop, patience);
  alarm->async_wait([alarm, state = state_](const boost::system::error_code& /*error*/) {
    for (const auto& live : state->live) live.close();
    if (state->all_ended) std::exchange(state->all_ended, nullptr)();
  });
}

}  // namespace fettle::api::http
