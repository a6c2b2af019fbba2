#include "api/http/connection.hpp"

#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <utility>

#include "api/headers.hpp"
#include "api/http/event_stream.hpp"
#include "api/http/gzip.hpp"
#include "api/http/target.hpp"
#include "api/problem.hpp"
#include "transport/os/async_event.hpp"
#include "transport/os/blocking.hpp"

namespace fettle::api::http {
namespace {

namespace beast = boost::beast;
using transport::Awaitable;
using transport::Clock;
using transport::kTuple;
using Plain = beast::basic_stream<net::generic::stream_protocol>;
using Tls = beast::ssl_stream<Plain>;
using Parser = beast::http::request_parser<beast::http::string_body>;
using Body = beast::http::span_body<const char>;  // a view: the answer outlives its sending
using Reply = beast::http::response<Body>;

constexpr std::chrono::seconds kTlsTime{10};
constexpr std::chrono::seconds kDrainTime{10};
constexpr std::size_t kDrainBytesMax = std::size_t{64} << 20;
constexpr std::size_t kReadBytes = 4096;
constexpr std::size_t kRequestIdBytesMax = 64;

/// What the connection is among all: on the list while it lives.
class Listed {
 public:
  explicit Listed(ServerState& server) : server_(server) {
    place_ = server.live.insert(server.live.end(), Live{});
  }
  Listed(const Listed&) = delete;
  Listed& operator=(const Listed&) = delete;
  ~Listed() {
    server_.live.erase(place_);
    if (server_.live.empty() && server_.all_ended) std::exchange(server_.all_ended, nullptr)();
  }
  Live& operator*() { return *place_; }
  Live* operator->() { return &*place_; }
  /// It waits for a request from now on.
  void rest() {
    place_->is_idle = true;
    server_.live.splice(server_.live.end(), server_.live, place_);
  }

 private:
  ServerState& server_;
  std::list<Live>::iterator place_;
};

/// Counts while it lives.
class Counted {
 public:
  explicit Counted(std::size_t& count) : count_(count) { ++count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  ~Counted() { --count_; }

 private:
  std::size_t& count_;
};

bool is_readable_id(std::string_view id) {
  return !id.empty() && id.size() <= kRequestIdBytesMax && std::ranges::all_of(id, [](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z') || letter == '-' || letter == '_' || letter == '.';
  });
}

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

/// `Sun, 06 Nov 1994 08:49:37 GMT`.
std::string http_date() {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::time(nullptr)));
}

/// What the parser could not read; none where there is nobody to be told.
std::optional<Response> refusal_of(const beast::error_code& failure) {
  using beast::http::error;
  if (failure == error::end_of_stream || failure == error::partial_message) return std::nullopt;
  if (failure == error::header_limit) {
    return problem(431, "headers-too-large", "Headers too large",
                   fmt::format("the headers may have {} bytes in all", kHeadBytesMax));
  }
  if (failure == error::body_limit) {
    return problem(413, "body-too-large", "Body too large",
                   fmt::format("a body may have {} bytes", kRequestBytesMax));
  }
  if (failure == beast::error::timeout || failure.category() != make_error_code(error{}).category())
    return std::nullopt;
  return problem({.code = ErrorCode::kMalformed,
                  .message = "this is no request of HTTP: " + failure.message()});
}

/// What programs before us may have read another way (RFC 9112, 3.2 and 6.1): for whom the request
/// is, and how its body is written. Empty where there is no doubt.
std::string_view doubt_of(const Request& request, bool is_http_1_1) {
  const auto count = [&](std::string_view name) {
    return std::ranges::count_if(
        request.headers, [&](const auto& header) { return equal_names(header.first, name); });
  };
  const auto hosts = count("Host");
  if (hosts > 1 || (hosts == 0 && is_http_1_1)) return "it needs one Host header";
  const auto coding = request.header("Transfer-Encoding");
  if (!coding.empty() && !equal_names(coding, "chunked")) {
    return "the one Transfer-Encoding that is taken is chunked";
  }
  return {};
}

template <class Stream>
class Connection {
 public:
  Connection(Stream stream, std::string peer, std::shared_ptr<ServerState> server)
      : server_(std::move(server)),
        stream_(std::move(stream)),
        peer_(std::move(peer)),
        listed_(*server_) {
    listed_->close = [this] { close_socket(); };
  }

  Awaitable<void> run() {
    if (!co_await begin()) co_return;
    while (!server_->is_stopping && co_await serve_one()) {
    }
    co_await end();
  }

 private:
  Plain& lowest() { return beast::get_lowest_layer(stream_); }

  void close_socket() {
    beast::error_code ignored;
    lowest().socket().close(ignored);
  }

  Awaitable<bool> begin() {
    if constexpr (std::is_same_v<Stream, Tls>) {
      lowest().expires_after(kTlsTime);
      const auto [failure] =
          co_await stream_.async_handshake(net::ssl::stream_base::server, kTuple);
      co_return !failure;
    }
    co_return true;
  }

  Awaitable<void> end() {
    if constexpr (std::is_same_v<Stream, Tls>) {
      lowest().expires_after(kTlsTime);
      co_await stream_.async_shutdown(kTuple);
    }
    beast::error_code ignored;
    lowest().socket().shutdown(net::socket_base::shutdown_send, ignored);
  }

  /// False when the connection is over.
  Awaitable<bool> serve_one() {
    listed_.rest();
    if (!co_await wait_for_data()) co_return false;
    began_ = Clock::now();
    request_ = Request{.address = peer_, .id = next_id(), .is_secure = server_->tls.has_value()};
    Parser parser;
    auto refused = co_await read(parser);
    if (is_gone_) co_return false;
    listed_->is_idle = false;
    const bool keeps = !refused && parser.get().keep_alive() && !server_->is_stopping;
    const bool is_head = parser.get().method() == beast::http::verb::head;
    auto response = refused ? *refused : co_await answer();
    large_.reset();
    if (refused || response.header("X-Request-Id").empty()) add_common_headers(response, request_);
    const bool goes_on =
        response.stream ? co_await send_stream(response) : co_await send(response, keeps, is_head);
    log(response);
    if (refused && goes_on) co_await drain();
    co_return goes_on&& keeps;
  }

  Awaitable<bool> wait_for_data() {
    if (buffer_.size() > 0) co_return true;
    lowest().expires_after(server_->settings.idle_time);
    const auto [failure, count] =
        co_await stream_.async_read_some(buffer_.prepare(kReadBytes), kTuple);
    buffer_.commit(count);
    co_return !failure;
  }

  /// Takes what the client still sends: closing on it would reset the connection, and the refusal
  /// might be lost.
  Awaitable<void> drain() {
    listed_.rest();
    beast::error_code ignored;
    lowest().socket().shutdown(net::socket_base::shutdown_send, ignored);
    lowest().expires_after(kDrainTime);
    for (std::size_t taken = 0; taken < kDrainBytesMax;) {
      buffer_.clear();
      const auto [failure, count] =
          co_await lowest().async_read_some(buffer_.prepare(kReadBytes), kTuple);
      if (failure) co_return;
      taken += count;
    }
  }

  std::string next_id() {
    return fmt::format("{:016x}-{}", server_->id_prefix, ++server_->last_id);
  }

  /// Reads the request into request_, or gives the refusal. Sets is_gone_ where there is nobody to
  /// be told.
  Awaitable<std::optional<Response>> read(Parser& parser) {
    parser.header_limit(kHeadBytesMax);
    parser.body_limit(kRequestBytesMax);
    lowest().expires_after(server_->settings.head_time);
    auto [failure, count] =
        co_await beast::http::async_read_header(stream_, buffer_, parser, kTuple);
    if (failure) co_return gone_or(refusal_of(failure));
    if (auto refused = take_head(parser)) co_return refused;
    const bool is_large = parser.chunked() || parser.content_length().value_or(0) > kSmallBodyBytes;
    if (is_large && server_->bodies >= kLargeBodiesMax) {
      co_return overloaded("too many large bodies are on their way; try again later");
    }
    if (is_large) large_.emplace(server_->bodies);
    lowest().expires_after(server_->settings.body_time);
    if (beast::iequals(parser.get()[beast::http::field::expect], "100-continue")) {
      constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await net::async_write(stream_, net::buffer(kContinue), kTuple);
    }
    std::tie(failure, count) = co_await beast::http::async_read(stream_, buffer_, parser, kTuple);
    if (failure) co_return gone_or(refusal_of(failure));
    request_.body = std::move(parser.get().body());
    co_return std::nullopt;
  }

  std::optional<Response> gone_or(std::optional<Response> refused) {
    is_gone_ = !refused.has_value();
    return refused;
  }

  std::optional<Response> take_head(Parser& parser) {
    const auto& head = parser.get();
    request_.method = view(head.method_string());
    for (const auto& field : head) {
      request_.headers.emplace_back(view(field.name_string()), view(field.value()));
    }
    server_->proxies.tell_client(request_);
    if (const auto id = request_.header("X-Request-Id");
        server_->proxies.trusts(peer_) && is_readable_id(id)) {
      request_.id = id;
    }
    if (const auto doubt = doubt_of(request_, head.version() == 11); !doubt.empty()) {
      return problem({.code = ErrorCode::kMalformed,
                      .message = fmt::format("this is no request of HTTP: {}", doubt)});
    }
    auto target = parse_target(view(head.target()));
    if (!target) return problem(target.error());
    const std::string_view base = server_->settings.base_path;
    const bool is_below = target->path.starts_with(base) &&
                          (target->path.size() == base.size() || target->path[base.size()] == '/');
    if (!base.empty() && !is_below) {
      return problem({.code = ErrorCode::kNotFound, .message = "there is nothing at this path"});
    }
    request_.path = target->path.substr(base.size());
    request_.query = std::move(target->query);
    return std::nullopt;
  }

  Awaitable<Response> answer() {
    if (server_->is_stopping) co_return overloaded("the service is about to end; try again later");
    if (auto quick = server_->handlers.quick(request_)) {
      compress(*quick, request_);
      co_return *std::move(quick);
    }
    const auto most =
        server_->settings.queue_max + static_cast<std::size_t>(server_->settings.threads);
    if (server_->answering >= most) {
      co_return overloaded("too many requests wait already; try again later");
    }
    const Counted counted(server_->answering);
    const bool is_long = request_.body.size() > kSmallBodyBytes;
    auto work = [request = std::move(request_), server = server_.get()]() mutable {
      auto response = server->handlers.answer(request);
      compress(response, request);
      return std::pair(std::move(request), std::move(response));
    };
    auto& pool = is_long ? server_->aside : server_->pool;
    auto task = transport::run_blocking(pool, server_->loop.get_executor(), std::move(work));
    co_await task->done(transport::Deadline::max());
    request_ = std::move(task->result().first);
    co_return std::move(task->result().second);
  }

  Reply head_of(Response& response, bool keeps) {
    Reply reply;
    reply.version(11);
    reply.result(static_cast<unsigned>(response.status));
    reply.set(beast::http::field::date, http_date());
    for (auto& [name, value] : response.headers) {
      const bool is_path = equal_names(name, "Location") && value.starts_with('/');
      reply.insert(name, is_path ? server_->settings.base_path + value : value);
    }
    reply.keep_alive(keeps);
    return reply;
  }

  Awaitable<bool> send(Response& response, bool keeps, bool is_head) {
    auto reply = head_of(response, keeps);
    const bool has_body = response.status != 204 && response.status != 304;
    if (has_body) reply.content_length(response.body.size());
    if (has_body && !is_head) reply.body() = {response.body.data(), response.body.size()};
    lowest().expires_after(server_->settings.write_time);
    beast::http::response_serializer<Body> serializer(reply);
    const auto [failure, count] = co_await beast::http::async_write(stream_, serializer, kTuple);
    co_return !failure;
  }

  Awaitable<bool> send_text(std::string_view text) {
    lowest().expires_after(server_->settings.write_time);
    const auto [failure, count] = co_await net::async_write(stream_, net::buffer(text), kTuple);
    co_return !failure;
  }

  Awaitable<bool> send_texts(const std::vector<SharedText>& texts) {
    std::vector<net::const_buffer> buffers;
    buffers.reserve(texts.size());
    for (const auto& text : texts) buffers.push_back(net::buffer(*text));
    lowest().expires_after(server_->settings.write_time);
    const auto [failure, count] = co_await net::async_write(stream_, buffers, kTuple);
    co_return !failure;
  }

  /// The body of a stream has no length: it ends with the connection.
  Awaitable<bool> send_stream(Response& response) {
    const auto stream = response.stream;
    response.set("X-Accel-Buffering", "no");
    response.set("Cache-Control", "no-store");
    auto reply = head_of(response, false);
    const auto woken = std::make_shared<transport::AsyncEvent>();
    stream->listen([weak = std::weak_ptr(woken), executor = server_->loop.get_executor()] {
      net::post(executor, [weak] {
        if (const auto event = weak.lock()) event->notify_all();
      });
    });
    listed_->is_stream = true;
    listed_->close = [this, stream] {
      stream->close();
      close_socket();
    };
    lowest().expires_after(server_->settings.write_time);
    beast::http::response_serializer<Body> serializer(reply);
    const auto [failure, count] =
        co_await beast::http::async_write_header(stream_, serializer, kTuple);
    bool is_open = !failure && co_await send_text(response.body);
    while (is_open) is_open = co_await send_next(*stream, *woken);
    stream->close();
    co_return false;
  }

  Awaitable<bool> send_next(EventStream& stream, transport::AsyncEvent& woken) {
    const bool was_closed = stream.is_closed();
    const auto texts = stream.take();
    if (!texts.empty()) co_return co_await send_texts(texts);
    if (was_closed || server_->is_stopping) co_return false;
    if (co_await woken.wait(Clock::now() + server_->settings.heartbeat)) co_return true;
    co_return co_await send_text(": heartbeat\n\n");
  }

  void log(const Response& response) {
    const auto duration = Clock::now() - began_;
    server_->handlers.log(
        {request_, response, std::chrono::duration_cast<std::chrono::microseconds>(duration)});
  }

  std::shared_ptr<ServerState> server_;
  Stream stream_;
  std::string peer_;
  beast::flat_buffer buffer_{kHeadBytesMax + kReadBytes};
  Request request_;
  Clock::time_point began_;
  bool is_gone_ = false;
  std::optional<Counted> large_;  ///< while it has a large body
  Listed listed_;
};

}  // namespace

Awaitable<void> serve_connection(Socket socket, std::string peer,
                                 std::shared_ptr<ServerState> server) {
  Plain plain(std::move(socket));
  if (server->tls) {
    Connection<Tls> connection(Tls(std::move(plain), *server->tls), std::move(peer),
                               std::move(server));
    co_await connection.run();
  } else {
    Connection<Plain> connection(std::move(plain), std::move(peer), std::move(server));
    co_await connection.run();
  }
}

}  // namespace fettle::api::http
