// The bare peer of api/http/: one Asio loop and Beast as its own example uses them, with nothing
// around. Answers each target with the headers and bytes that were recorded of it. What the service
// costs more than this is its own. Usage: beast_bare PORT ANSWERS.json, a JSON object of
// {"target": {"headers": [["name", "value"], ...], "body": "..."}, ...}
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using net::awaitable;
using net::ip::tcp;
using Body = http::span_body<const char>;

struct Answer {
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};
using Answers = std::map<std::string, Answer, std::less<>>;

Answers read_answers(const char* file) {
  std::ifstream in(file);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  Answers answers;
  for (const auto& [target, recorded] : boost::json::parse(text).as_object()) {
    auto& answer = answers[target];
    answer.body = boost::json::value_to<std::string>(recorded.at("body"));
    for (const auto& header : recorded.at("headers").as_array()) {
      answer.headers.emplace_back(boost::json::value_to<std::string>(header.at(0)),
                                  boost::json::value_to<std::string>(header.at(1)));
    }
  }
  return answers;
}

http::response<Body> reply_to(const http::request<http::string_body>& request,
                              const Answers& answers) {
  const auto target = request.target();
  const auto found = answers.find(std::string_view(target.data(), target.size()));
  http::response<Body> reply;
  reply.version(11);
  reply.keep_alive(request.keep_alive());
  reply.result(found == answers.end() ? http::status::not_found : http::status::ok);
  if (found != answers.end()) {
    for (const auto& [name, value] : found->second.headers) reply.insert(name, value);
    reply.body() = {found->second.body.data(), found->second.body.size()};
  }
  reply.content_length(reply.body().size());
  return reply;
}

awaitable<void> serve(beast::tcp_stream stream, const Answers& answers) {
  constexpr std::chrono::seconds kPatience{30};
  beast::flat_buffer buffer;
  try {
    while (true) {
      stream.expires_after(kPatience);
      http::request<http::string_body> request;
      co_await http::async_read(stream, buffer, request, net::use_awaitable);
      const auto reply = reply_to(request, answers);
      http::response_serializer<Body> serializer(reply);
      co_await http::async_write(stream, serializer, net::use_awaitable);
      if (!reply.keep_alive()) co_return;
    }
  } catch (const std::exception&) {
    // The client has gone.
  }
}

awaitable<void> accept(tcp::acceptor acceptor, const Answers& answers) {
  while (true) {
    auto socket = co_await acceptor.async_accept(net::use_awaitable);
    socket.set_option(tcp::no_delay(true));
    net::co_spawn(acceptor.get_executor(), serve(beast::tcp_stream(std::move(socket)), answers),
                  net::detached);
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    fmt::print(stderr, "usage: beast_bare PORT ANSWERS.json\n");
    return 2;
  }
  const auto answers = read_answers(words[2]);
  net::io_context loop(1);
  const auto port = static_cast<std::uint16_t>(std::atoi(words[1]));
  tcp::acceptor acceptor(loop, {net::ip::make_address("127.0.0.1"), port});
  fmt::print("listens on {}\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  net::co_spawn(loop, accept(std::move(acceptor), answers), net::detached);
  loop.run();
}
