// Follows a team's events on many streams at once, and measures how old each change is when it
// arrives. Reads API tokens from standard input, one a line up to an empty one, and gives each
// stream one in turn; says `ready` once every stream was greeted, then measures until standard
// input ends, and prints one line of JSON. Usage: sse_load HOST PORT STREAMS TOPICS, where `-` is
// all topics
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <iostream>

#include "bench/service/load_client.hpp"

namespace fettle::bench {
namespace {

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

struct Stream {
  int socket = -1;
  std::string in;
  std::size_t messages = 0;
  bool is_greeted = false;
};

class Streams {
 public:
  Streams(Address address, std::string topics, std::vector<std::string> tokens)
      : address_(std::move(address)),
        topics_(std::move(topics)),
        tokens_(std::move(tokens)),
        epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    watch(epoll_, STDIN_FILENO, kInput);
  }

  /// False where one of them was refused. A few at a time, as a service refuses what comes all at
  /// once.
  bool open(std::size_t count) {
    constexpr std::size_t kAtOnce = 100;
    for (std::size_t i = 0; i < count; ++i) {
      while (i >= greeted_ + kAtOnce && ended_ == 0) step();
      auto& stream = streams_.emplace_back();
      stream.socket = connect_to(address_);
      if (stream.socket < 0) return false;
      const auto request = fmt::format(
          "GET /api/v1/events{}{} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\r\n",
          topics_ == "-" ? "" : "?topics=", topics_ == "-" ? "" : topics_, address_.host,
          tokens_[i % tokens_.size()]);
      static_cast<void>(::send(stream.socket, request.data(), request.size(), MSG_NOSIGNAL));
      watch(epoll_, stream.socket, i);
    }
    while (greeted_ < count && ended_ == 0) step();
    return ended_ == 0;
  }

  void measure() {
    ages_.clear();
    for (auto& stream : streams_) stream.messages = 0;
    bytes_ = events_ = resyncs_ = 0;
    const auto begun = cpu_seconds();
    while (!is_over_) step();
    cpu_ = cpu_seconds() - begun;
  }

  void print() {
    const auto [least, most] = std::ranges::minmax(streams_, {}, &Stream::messages);
    fmt::print(
        "{{\"streams\": {}, \"least_messages\": {}, \"most_messages\": {}, \"changes\": {}, "
        "\"resyncs\": {}, \"ended\": {}, \"bytes\": {}, \"p50_ms\": {}, \"p99_ms\": {}, "
        "\"max_ms\": {}, \"cpu_seconds\": {:.2f}}}\n",
        streams_.size(), least.messages, most.messages, events_, resyncs_, ended_, bytes_,
        quantile(ages_, 0.5), quantile(ages_, 0.99), quantile(ages_, 1), cpu_);
  }

 private:
  static constexpr std::uint64_t kInput = ~std::uint64_t{0};

  void step() {
    epoll_event events[1024];
    const int count = ::epoll_wait(epoll_, events, 1024, 1000);
    for (int i = 0; i < count; ++i) {
      if (events[i].data.u64 == kInput) {
        is_over_ = true;
      } else {
        take(streams_[events[i].data.u64]);
      }
    }
  }

  void take(Stream& stream) {
    const auto before = stream.in.size();
    if (!read_into(stream.in, stream.socket)) {
      ++ended_;
      ::epoll_ctl(epoll_, EPOLL_CTL_DEL, stream.socket, nullptr);
      return;
    }
    bytes_ += stream.in.size() - before;
    std::size_t begin = 0;
    for (auto end = stream.in.find("\n\n", before > 0 ? before - 1 : 0); end != std::string::npos;
         end = stream.in.find("\n\n", begin)) {
      hear(stream, std::string_view(stream.in).substr(begin, end - begin));
      begin = end + 2;
    }
    stream.in.erase(0, begin);
  }

  void hear(Stream& stream, std::string_view message) {
    if (message.find("event: hello") != message.npos && !stream.is_greeted) {
      stream.is_greeted = true;
      ++greeted_;
    }
    if (message.starts_with("event: resync")) ++resyncs_;
    if (!message.starts_with("event: changes")) return;
    ++stream.messages;
    const auto now = now_ms();
    constexpr std::string_view kAt = ",\"at\":";
    constexpr std::string_view kSequence = "{\"sequence\":";
    for (auto at = message.find(kSequence); at != message.npos; at = message.find(kSequence, at)) {
      at = message.find(kAt, at) + kAt.size();
      std::int64_t written = 0;
      std::from_chars(message.data() + at, message.data() + message.size(), written);
      ages_.push_back(now - written);
      ++events_;
    }
  }

  Address address_;
  std::string topics_;
  std::vector<std::string> tokens_;
  int epoll_;
  std::vector<Stream> streams_;
  std::vector<std::int64_t> ages_;  ///< milliseconds
  std::size_t greeted_ = 0;
  std::size_t ended_ = 0;
  std::size_t events_ = 0;
  std::size_t resyncs_ = 0;
  std::size_t bytes_ = 0;
  double cpu_ = 0;
  bool is_over_ = false;
};

std::vector<std::string> read_tokens() {
  std::vector<std::string> tokens;
  for (std::string line; std::getline(std::cin, line) && !line.empty();) tokens.push_back(line);
  return tokens;
}

}  // namespace
}  // namespace fettle::bench

int main(int count, char** words) {
  const auto tokens = fettle::bench::read_tokens();
  if (count != 5 || tokens.empty()) {
    fmt::print(stderr, "usage: sse_load HOST PORT STREAMS TOPICS, tokens on standard input\n");
    return 2;
  }
  fettle::bench::Streams streams({words[1], static_cast<std::uint16_t>(std::atoi(words[2]))},
                                 words[4], tokens);
  if (!streams.open(static_cast<std::size_t>(std::atoi(words[3])))) {
    fmt::print(stderr, "sse_load: a stream was refused\n");
    return 1;
  }
  fmt::print("ready\n");
  std::fflush(stdout);
  streams.measure();
  streams.print();
}
