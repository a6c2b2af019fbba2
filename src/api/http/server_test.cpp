#include "api/http/server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>

#include <future>
#include <latch>
#include <list>
#include <thread>

#include "api/http/connection.hpp"
#include "api/http/event_stream.hpp"

namespace fettle::api::http {
namespace {

namespace net = boost::asio;
using net::ip::tcp;
using std::chrono::milliseconds;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class OneNumber : public ports::Random {
 public:
  std::uint64_t bits() override { return 0xF; }
};

/// A client that sends bytes as they are.
class Client {
 public:
  explicit Client(const std::string& address) : socket_(context_) {
    const auto port = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
    socket_.connect({net::ip::address_v4::loopback(), port});
  }
  /// False once the server has closed the connection.
  bool send(std::string_view text) {
    boost::system::error_code failure;
    net::write(socket_, net::buffer(text), failure);
    return !failure;
  }
  /// Up to and with `mark`, or to the end of the connection.
  std::string read_to(std::string_view mark) {
    boost::system::error_code failure;
    const auto size =
        net::read_until(socket_, net::dynamic_buffer(read_), std::string(mark), failure);
    const auto end = failure ? read_.size() : size;
    auto text = read_.substr(0, end);
    read_.erase(0, end);
    return text;
  }
  std::string read_all() {
    boost::system::error_code failure;
    net::read(socket_, net::dynamic_buffer(read_), failure);
    return std::exchange(read_, {});
  }

 private:
  net::io_context context_;
  tcp::socket socket_;
  std::string read_;
};

/// A server on a thread of its own that answers with what it was asked.
class ServerTest : public ::testing::Test {
 protected:
  ~ServerTest() override { stop_loop(); }

  void start(ServerSettings settings = {}) {
    settings.listen = "127.0.0.1:0";
    Handlers handlers{.quick = &quick,
                      .answer = [this](const Request& request) { return answer(request); },
                      .log = [this](const Access& access) { log_ += access.request.path + "\n"; }};
    auto server = Server::listen(loop_, std::move(settings), std::move(handlers), random_);
    ASSERT_TRUE(server) << server.error().message;
    server_ = *std::move(server);
    thread_ = std::thread([this] { loop_.run(); });
  }

  void stop_loop() {
    if (!thread_.joinable()) return;
    loop_.stop();
    thread_.join();
  }

  Client connect() { return Client(server_->address()); }

  /// The whole answer to a GET on a connection of its own.
  std::string get(const std::string& target, const std::string& headers = {}) {
    auto client = connect();
    client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + headers +
                "\r\n");
    return client.read_all();
  }

  std::latch held_{1};
  std::latch holding_{1};
  std::shared_ptr<EventStream> stream_ = std::make_shared<EventStream>();
  std::string log_;
  net::io_context loop_;
  std::unique_ptr<Server> server_;

 private:
  static std::optional<Response> quick(const Request& request) {
    if (request.path != "/livez") return std::nullopt;
    return Response{.body = "alive"};
  }

  Response answer(const Request& request) {
    if (request.path == "/hold") holding_.count_down();
    if (request.path == "/hold" || request.path == "/hold-too") held_.wait();
    if (request.path == "/stream") {
      Response response{.body = "first\n", .stream = stream_};
      return response;
    }
    Response response{.body = request.method + " " + request.path + " " + request.address + " " +
                              request.body};
    if (request.path == "/made") response.set("Location", "/api/v1/things/8");
    return response;
  }

  OneNumber random_;
  std::thread thread_;
};

TEST_F(ServerTest, AnswersOneRequestAfterTheOther) {
  start();
  auto client = connect();
  client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.read_to("127.0.0.1 "), HasSubstr("GET /a 127.0.0.1 "));
  client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
  EXPECT_THAT(client.read_all(), EndsWith("POST /b 127.0.0.1 hello"));
}

TEST_F(ServerTest, RequestsMayComeAllAtOnce) {
  start();
  auto client = connect();
  client.send(
      "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client.read_all(), AllOf(HasSubstr("GET /a"), EndsWith("GET /b 127.0.0.1 ")));
}

TEST_F(ServerTest, EveryAnswerHasAnIdAndSecurityHeaders) {
  start();
  EXPECT_THAT(get("/livez"), AllOf(HasSubstr("X-Request-Id: 000000000000000f-1\r\n"),
                                   HasSubstr("Content-Security-Policy: default-src 'self'"),
                                   EndsWith("\r\n\r\nalive")));
}

TEST_F(ServerTest, HeadHasNoBody) {
  start();
  auto client = connect();
  client.send("HEAD /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client.read_all(), AllOf(HasSubstr("Content-Length: 5\r\n"), EndsWith("\r\n\r\n")));
}

TEST_F(ServerTest, StandsBelowItsBasePath) {
  start({.base_path = "/fettle"});
  EXPECT_THAT(get("/fettle/a"), HasSubstr("GET /a "));
  EXPECT_THAT(get("/fettle/made"), HasSubstr("Location: /fettle/api/v1/things/8\r\n"));
  EXPECT_THAT(get("/a"), StartsWith("HTTP/1.1 404 "));
  EXPECT_THAT(get("/fettlement"), StartsWith("HTTP/1.1 404 "));
}

TEST_F(ServerTest, ATrustedProxyNamesClientAndRequest) {
  start({.trusted_proxies = {"127.0.0.0/8"}});
  EXPECT_THAT(get("/a", "X-Forwarded-For: 192.0.2.9\r\nX-Request-Id: abc-1\r\n"),
              AllOf(HasSubstr("X-Request-Id: abc-1\r\n"), HasSubstr("GET /a 192.0.2.9 ")));
}

TEST_F(ServerTest, WhatIsNoRequestIsRefused) {
  start();
  for (const std::string request :
       {"\x16\x03\x01 hello\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
        "GET /%zz HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        "GET / HTTP/1.1\r\nbad header\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"}) {
    auto client = connect();
    client.send(request);
    EXPECT_THAT(client.read_all(),
                AllOf(StartsWith("HTTP/1.1 400 "), HasSubstr("\"code\":\"malformed\"")))
        << request;
  }
}

TEST_F(ServerTest, HeadersAndBodiesAreBounded) {
  start();
  EXPECT_THAT(get("/a", "X-Long: " + std::string(kHeadBytesMax, 'a') + "\r\n"),
              StartsWith("HTTP/1.1 431 "));
  auto client = connect();
  client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n");
  EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 413 "));
  auto chunked = connect();
  chunked.send("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  const auto chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  for (std::uint64_t sent = 0; sent <= kRequestBytesMax && chunked.send(chunk); sent += 0x10000) {
  }
  EXPECT_THAT(chunked.read_all(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(ServerTest, WhoeverSendsTooMuchIsToldBeforeTheConnectionEnds) {
  start();
  auto client = connect();
  const std::string body(std::size_t{16} << 20, 'x');
  EXPECT_TRUE(client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: " +
                          std::to_string(body.size()) + "\r\n\r\n" + body));
  EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(ServerTest, WhoeverDawdlesIsLeft) {
  start({.head_time = milliseconds(20),
         .body_time = milliseconds(20),
         .idle_time = milliseconds(20)});
  for (const auto* begun :
       {"", "GET /a HT", "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhal"}) {
    auto client = connect();
    client.send(begun);
    EXPECT_EQ(client.read_all(), "") << begun;
  }
}

TEST_F(ServerTest, WaitingBodiesAreAskedFor) {
  start();
  auto client = connect();
  client.send(
      "POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
      "Connection: close\r\n\r\n");
  EXPECT_EQ(client.read_to("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ok");
  EXPECT_THAT(client.read_all(), EndsWith("POST /a 127.0.0.1 ok"));
}

TEST_F(ServerTest, TheQueueIsBounded) {
  start({.threads = 1, .queue_max = 0});
  auto holder = connect();
  holder.send("GET /hold HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  holding_.wait();
  EXPECT_THAT(get("/a"), AllOf(StartsWith("HTTP/1.1 503 "), HasSubstr("Retry-After: 1\r\n")));
  EXPECT_THAT(get("/livez"), StartsWith("HTTP/1.1 200 "));
  held_.count_down();
  EXPECT_THAT(holder.read_all(), StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServerTest, LargeBodiesHoldUpNoQuestion) {
  start({.threads = 1});
  const std::string body(std::size_t{100} << 10, 'x');
  std::list<Client> holders;
  for (const std::string path : {"/hold", "/hold-too", "/hold-too", "/hold-too"}) {
    holders.emplace_back(server_->address())
        .send("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  holding_.wait();
  EXPECT_THAT(get("/a"), StartsWith("HTTP/1.1 200 "));
  held_.count_down();
  for (auto& holder : holders) EXPECT_THAT(holder.read_all(), StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServerTest, AnIdleConnectionMakesRoomForANewOne) {
  start({.connections_max = 2});
  auto first = connect();
  auto second = connect();
  first.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");
  first.read_to("alive");
  second.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");
  second.read_to("alive");
  EXPECT_THAT(get("/livez"), EndsWith("alive"));
  EXPECT_EQ(first.read_all(), "");
}

TEST_F(ServerTest, WithoutAnIdleConnectionANewOneIsTurnedAway) {
  start({.connections_max = 1});
  auto holder = connect();
  holder.send("GET /hold HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  holding_.wait();
  EXPECT_THAT(connect().read_all(), StartsWith("HTTP/1.1 503 "));
  held_.count_down();
  EXPECT_THAT(holder.read_all(), StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServerTest, StreamsWhatIsPushed) {
  start();
  auto client = connect();
  client.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.read_to("first\n"),
              AllOf(HasSubstr("X-Accel-Buffering: no\r\n"), Not(HasSubstr("Content-Length"))));
  stream_->push("second\n");
  EXPECT_EQ(client.read_to("\n"), "second\n");
  stream_->close();
  EXPECT_EQ(client.read_all(), "");
}

TEST_F(ServerTest, ASilentStreamHasAHeartbeat) {
  start({.heartbeat = milliseconds(10)});
  auto client = connect();
  client.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
  client.read_to("first\n");
  EXPECT_EQ(client.read_to("\n\n"), ": heartbeat\n\n");
}

TEST_F(ServerTest, TheStreamLearnsThatItsClientHasGone) {
  start({.heartbeat = milliseconds(10)});
  {
    auto client = connect();
    client.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
    client.read_to("first\n");
  }
  while (!stream_->is_closed()) std::this_thread::yield();
}

TEST_F(ServerTest, StopsWhenWhatRunsHasFinished) {
  start();
  auto idle = connect();
  idle.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");
  idle.read_to("alive");
  auto streaming = connect();
  streaming.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
  streaming.read_to("first\n");
  auto holder = connect();
  holder.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
  holding_.wait();
  std::promise<void> stopped;
  net::post(loop_, [&] { server_->stop(std::chrono::minutes(1), [&] { stopped.set_value(); }); });
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_EQ(streaming.read_all(), "");
  held_.count_down();
  EXPECT_THAT(holder.read_all(), AllOf(StartsWith("HTTP/1.1 200 "), HasSubstr("GET /hold")));
  stopped.get_future().wait();
  EXPECT_THROW(connect(), boost::system::system_error);
}

TEST_F(ServerTest, StopsWithoutThoseThatNeverFinish) {
  start();
  auto holder = connect();
  holder.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
  holding_.wait();
  std::promise<void> stopped;
  net::post(loop_, [&] { server_->stop(milliseconds(10), [&] { stopped.set_value(); }); });
  stopped.get_future().wait();
  held_.count_down();
}

TEST_F(ServerTest, EveryRequestIsLogged) {
  start();
  get("/a");
  get("/%zz");
  stop_loop();
  EXPECT_EQ(log_, "/a\n\n");
}

Result<std::unique_ptr<Server>> listen(net::io_context& loop, ServerSettings settings) {
  static OneNumber random;
  return Server::listen(loop, std::move(settings), {}, random);
}

TEST(ServerSettings, AreChecked) {
  net::io_context loop;
  for (const auto* where : {"", "8080", "host:80", "127.0.0.1:x", "127.0.0.1:70000", "unix:"}) {
    const auto server = listen(loop, {.listen = where});
    ASSERT_FALSE(server) << where;
    EXPECT_EQ(server.error().code, ErrorCode::kInvalid) << where;
  }
  EXPECT_FALSE(listen(loop, {.listen = "127.0.0.1:0", .base_path = "fettle/"}));
  EXPECT_FALSE(listen(loop, {.listen = "127.0.0.1:0", .certificate = "a.pem"}));
  EXPECT_FALSE(listen(loop, {.listen = "127.0.0.1:0", .certificate = "a.pem", .key = "b.pem"}));
}

TEST(ServerSettings, ATakenAddressIsTold) {
  net::io_context loop;
  const auto first = listen(loop, {.listen = "127.0.0.1:0"});
  ASSERT_TRUE(first);
  const auto second = listen(loop, {.listen = (*first)->address().substr(7)});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kIo);
  EXPECT_THAT(second.error().message, HasSubstr("in use"));
}

}  // namespace
}  // namespace fettle::api::http
