// What both clients of load share: sockets that never block, one epoll, and the distribution of
// what was measured. Does as little as can be for each answer: what it spends is not the service's.
#pragma once

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::bench {

struct Address {
  std::string host;
  std::uint16_t port = 0;
};

/// A connected socket that does not block; negative where there is none.
inline int connect_to(const Address& address) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(address.port);
  ::inet_pton(AF_INET, address.host.c_str(), &to.sin_addr);
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return socket;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
    ::close(socket);
    return -1;
  }
  const int yes = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return socket;
}

/// `number` comes back with each of the socket's events.
inline void watch(int epoll, int socket, std::uint64_t number) {
  epoll_event event{.events = EPOLLIN, .data = {.u64 = number}};
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

/// Appends what has come; false at the end of the connection.
inline bool read_into(std::string& text, int socket) {
  constexpr std::size_t kPiece = std::size_t{64} << 10U;
  char piece[kPiece];
  const auto count = ::recv(socket, piece, sizeof piece, MSG_DONTWAIT);
  if (count > 0) text.append(piece, static_cast<std::size_t>(count));
  return count > 0 || (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK));
}

/// The value below which that share of the measured ones lies; sorts them.
template <class T>
T quantile(std::vector<T>& values, double share) {
  if (values.empty()) return T{};
  std::ranges::sort(values);
  const auto last = static_cast<double>(values.size() - 1);
  return values[static_cast<std::size_t>(share * last)];
}

/// Of this process, user and system.
inline double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace fettle::bench
