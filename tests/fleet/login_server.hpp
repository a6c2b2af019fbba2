// An SSH server on loopback that knows one password, and lets log in as the test says. It runs
// nothing: whoever is in is told so by a refusal of every channel.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace fettle::fleet_test {

class LoginServer {
 public:
  /// Of two questions the second is for kCode.
  enum class Way { kNone, kPassword, kQuestion, kTwoQuestions };
  static constexpr const char* kCode = "123456";

  /// `host_key` is a private key's file.
  LoginServer(const std::string& host_key, Way way, std::string password);
  ~LoginServer();
  LoginServer(const LoginServer&) = delete;
  LoginServer& operator=(const LoginServer&) = delete;

  std::uint16_t port() const;
  /// Log-ins that succeeded.
  int log_ins() const;
  /// As whom somebody asked to be let in.
  std::set<std::string> users() const;
  /// What was given as a password, in this order.
  std::vector<std::string> heard() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fettle::fleet_test
