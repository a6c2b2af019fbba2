// Asks a server for targets in turn on kept connections: as fast as it answers, or RATE times a
// second whatever the server does (then the time counts from the planned instant). A connection
// that the server closed between two requests is made anew, as every client does. Reads the value
// of the Authorization header and then the targets from standard input, one a line; prints one line
// of JSON. Usage: http_load HOST PORT CONNECTIONS SECONDS RATE, where RATE 0 is as fast as can be
#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <optional>

#include "bench/service/load_client.hpp"

namespace fettle::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Job {
  Address address;
  std::size_t connections = 1;
  Clock::duration length{};
  Clock::duration pause{};  ///< between two requests; 0: as fast as can be
  std::vector<std::string> requests;
};

struct Connection {
  int socket = -1;
  std::string in;
  std::string_view request;
  Clock::time_point due;
  bool is_busy = false;
  bool is_repeated = false;  ///< on a new connection, as the old one was closed
};

class Load {
 public:
  explicit Load(const Job& job) : job_(job), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    connections_.resize(job.connections);
    for (std::size_t i = 0; i < connections_.size(); ++i) open(i);
  }

  void run() {
    begun_ = Clock::now();
    next_ = begun_;
    const auto end = begun_ + job_.length;
    while (Clock::now() < end) {
      send_due();
      epoll_event events[256];
      const int count = ::epoll_wait(epoll_, events, 256, wait_ms());
      for (int i = 0; i < count; ++i) take(events[i].data.u64);
    }
  }

  void print() {
    const std::chrono::duration<double> seconds = Clock::now() - begun_;
    fmt::print(
        "{{\"requests\": {}, \"failed\": {}, \"reconnected\": {}, \"seconds\": {:.3f}, "
        "\"per_second\": {:.1f}, \"bytes\": {}, \"p50_us\": {}, \"p99_us\": {}, \"max_us\": {}, "
        "\"cpu_seconds\": {:.2f}}}\n",
        times_.size(), failed_, reconnected_, seconds.count(),
        static_cast<double>(times_.size()) / seconds.count(), bytes_, quantile(times_, 0.5),
        quantile(times_, 0.99), quantile(times_, 1), cpu_seconds());
  }

 private:
  void open(std::size_t number) {
    auto& connection = connections_[number];
    connection.in.clear();
    connection.socket = connect_to(job_.address);
    if (connection.socket >= 0) watch(epoll_, connection.socket, number);
  }

  void reopen(std::size_t number) {
    if (connections_[number].socket >= 0) ::close(connections_[number].socket);
    ++reconnected_;
    open(number);
  }

  int wait_ms() const {
    constexpr int kLong = 100;
    if (job_.pause.count() == 0) return kLong;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_ - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, kLong));
  }

  void send_due() {
    const bool is_paced = job_.pause.count() > 0;
    for (std::size_t number = 0; number < connections_.size(); ++number) {
      if (is_paced && next_ > Clock::now()) return;
      if (connections_[number].is_busy) continue;
      auto& connection = connections_[number];
      connection.request = job_.requests[sent_++ % job_.requests.size()];
      connection.due = is_paced ? next_ : Clock::now();
      connection.is_busy = true;
      connection.is_repeated = false;
      next_ += job_.pause;
      send(number);
    }
  }

  void send(std::size_t number) {
    auto& connection = connections_[number];
    if (connection.socket < 0) return fail(number);
    const auto count = ::send(connection.socket, connection.request.data(),
                              connection.request.size(), MSG_NOSIGNAL);
    if (count != static_cast<ssize_t>(connection.request.size())) repeat(number);
  }

  /// Once, where nothing of an answer has come.
  void repeat(std::size_t number) {
    auto& connection = connections_[number];
    if (connection.is_repeated || !connection.in.empty()) return fail(number);
    connection.is_repeated = true;
    reopen(number);
    send(number);
  }

  void fail(std::size_t number) {
    ++failed_;
    connections_[number].is_busy = false;
    reopen(number);
  }

  void take(std::size_t number) {
    auto& connection = connections_[number];
    const bool goes_on = read_into(connection.in, connection.socket);
    if (connection.is_busy && is_whole(connection.in)) return answered(number);
    if (goes_on) return;
    if (connection.is_busy) return repeat(number);
    reopen(number);
  }

  void answered(std::size_t number) {
    auto& connection = connections_[number];
    constexpr std::string_view kFine = "HTTP/1.1 200 ";
    if (!connection.in.starts_with(kFine)) ++failed_;
    const auto time = Clock::now() - connection.due;
    times_.push_back(std::chrono::duration_cast<std::chrono::microseconds>(time).count());
    bytes_ += connection.in.size();
    connection.in.clear();
    connection.is_busy = false;
    if (job_.pause.count() == 0) send_due();
  }

  static bool is_whole(std::string_view text) {
    const auto head = text.find("\r\n\r\n");
    if (head == text.npos) return false;
    constexpr std::string_view kName = "Content-Length: ";
    const auto length = text.find(kName);
    if (length > head) return true;
    const auto body = std::strtoul(text.data() + length + kName.size(), nullptr, 10);
    return text.size() >= head + 4 + body;
  }

  const Job& job_;
  int epoll_;
  std::vector<Connection> connections_;
  std::vector<std::int64_t> times_;  ///< microseconds
  std::size_t sent_ = 0;
  std::size_t failed_ = 0;
  std::size_t reconnected_ = 0;
  std::size_t bytes_ = 0;
  Clock::time_point begun_;
  Clock::time_point next_;
};

std::optional<Job> read_job(int count, char** words) {
  if (count != 6) return std::nullopt;
  Job job{.address = {words[1], static_cast<std::uint16_t>(std::atoi(words[2]))},
          .connections = static_cast<std::size_t>(std::atoi(words[3])),
          .length = std::chrono::milliseconds(static_cast<int>(std::atof(words[4]) * 1000))};
  const double rate = std::atof(words[5]);
  if (rate > 0) {
    job.pause = std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / rate));
  }
  std::string authorization;
  std::getline(std::cin, authorization);
  for (std::string target; std::getline(std::cin, target);) {
    job.requests.push_back(fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\nAuthorization: {}\r\n\r\n",
                                       target, words[1], authorization));
  }
  if (job.requests.empty() || job.connections == 0) return std::nullopt;
  return job;
}

}  // namespace
}  // namespace fettle::bench

int main(int count, char** words) {
  const auto job = fettle::bench::read_job(count, words);
  if (!job) {
    fmt::print(stderr,
               "usage: http_load HOST PORT CONNECTIONS SECONDS RATE, authorization and targets on "
               "standard input\n");
    return 2;
  }
  fettle::bench::Load load(*job);
  load.run();
  load.print();
}
