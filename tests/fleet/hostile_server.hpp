// A server on loopback that answers whoever connects with bytes of the test's choice: what sshd
// never sends, and as much of it as the other side will take.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace fettle::fleet_test {

class HostileServer {
 public:
  /// Sends `opening` to each connection, then `repeated` again and again; when that is empty it
  /// says no more and keeps the connection open.
  HostileServer(std::string opening, std::string repeated);
  ~HostileServer();
  HostileServer(const HostileServer&) = delete;
  HostileServer& operator=(const HostileServer&) = delete;

  std::uint16_t port() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fettle::fleet_test
