// A proxy on loopback between a client and one port, which can do to connections what networks
// do: cut them, hold bytes back, or accept and say nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

namespace fettle::fleet_test {

class TcpCutter {
 public:
  explicit TcpCutter(std::uint16_t target_port);
  ~TcpCutter();
  TcpCutter(const TcpCutter&) = delete;
  TcpCutter& operator=(const TcpCutter&) = delete;

  std::uint16_t port() const;
  /// Resets all connections of now.
  void cut();
  /// Cuts each connection, of now and later, once so many more bytes came from the client.
  void cut_after(std::int64_t client_bytes);
  /// From now on new connections are reset at once; accept() takes them again.
  void refuse();
  void accept();
  /// Passes nothing on, in no direction, until resume().
  void be_silent();
  void resume();
  /// What is passed on from now on arrives so much later, in both directions.
  void delay(std::chrono::milliseconds time);
  /// Connections accepted so far.
  int connections() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fettle::fleet_test
