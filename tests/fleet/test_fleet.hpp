// Private SSH servers on loopback, each with its own host key, receipts, boot id and counter of
// side effects, and one user key that they all accept. Works as root and as an ordinary user;
// needs OpenSSH's server. Everything is gone when the object is.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/fleet/server.hpp"
#include "tests/fleet/sandbox.hpp"
#include "transport/settings.hpp"

namespace fettle::fleet_test {

class TestHost {
 public:
  TestHost(const Sandbox& sandbox, int number, const std::string& extra_config);
  ~TestHost();
  TestHost(const TestHost&) = delete;
  TestHost& operator=(const TestHost&) = delete;

  std::uint16_t port() const { return port_; }
  /// This host's own folder: receipts below `home`, counter in `counter`.
  std::string file(const std::string& name) const { return folder_ + "/" + name; }
  /// Shell text that counts one run of a step on this host.
  std::string count_up() const { return "echo ran >>" + file("counter") + "\n"; }
  int count() const;
  /// Connections that the server has a process for.
  int connections() const;
  std::string public_host_key() const;

  void start();
  /// Ends the server and its connections; what runs detached goes on.
  void stop();
  void restart();
  /// Stops the server and its connections in their tracks; resume() lets them go on.
  void pause();
  void resume();
  /// As a reboot would: the next who asks is told another boot id.
  void change_boot_id();
  /// Takes the receipts' folder away for good: what `home` names can't be written.
  void make_home_unwritable();

 private:
  void signal_all(int signal);

  std::string folder_;
  std::uint16_t port_ = 0;
  pid_t pid_ = 0;
  int boots_ = 0;
};

class TestFleet {
 public:
  explicit TestFleet(int hosts, const std::string& extra_config = {});

  TestHost& host(int number) { return *hosts_[static_cast<std::size_t>(number)]; }
  const Sandbox& sandbox() const { return sandbox_; }
  /// How to reach host `number`: as the current user, with the fleet's key.
  fleet::Server server(int number) const;
  fleet::Target target(int number) const;
  /// Knows the fleet's host keys and reads nothing of the user's own configuration.
  transport::Settings settings() const;
  std::string known_hosts() const { return sandbox_.file("known_hosts"); }
  std::string user_key() const { return sandbox_.file("user_key"); }
  /// Adds a host that is known under another port too, as behind a proxy.
  void know(int number, std::uint16_t port);

 private:
  Sandbox sandbox_;
  std::vector<std::unique_ptr<TestHost>> hosts_;
};

/// A loopback port that nobody listens on at the moment.
std::uint16_t free_port();

}  // namespace fettle::fleet_test
