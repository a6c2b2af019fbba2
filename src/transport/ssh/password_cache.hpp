// Passwords of accounts for hosts that take no key: FETTLE_SSH_PASSWORD, or what a person types,
// asked once for each account and run. A wrong one is not carried from host to host, where it could
// lock the account: until a server has taken it, one log-in tries at a time, and few in all.
// Belongs to the loop's thread; written nowhere.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "ports/server_access.hpp"
#include "transport/os/limiter.hpp"
#include "transport/settings.hpp"

namespace fettle::transport {

class PasswordCache : public std::enable_shared_from_this<PasswordCache> {
 public:
  /// `variable` of the environment goes before the prompt.
  PasswordCache(std::string variable, PasswordPrompt prompt)
      : variable_(std::move(variable)), prompt_(std::move(prompt)) {}

  /// Of one password, whatever the account.
  explicit PasswordCache(const std::string& password) : given_(password) {}
  PasswordCache(const PasswordCache&) = delete;
  PasswordCache& operator=(const PasswordCache&) = delete;
  ~PasswordCache();

  /// Whether there is a password for `account`, or may be once somebody has been asked.
  bool may_have(const std::string& account);
  /// Several servers refused it and none took it: it is not tried any more.
  bool is_given_up(const std::string& account);
  /// Null until open() has been there.
  const std::string* find(const std::string& account);
  /// Asks for the password, if it wasn't. False when `deadline` came first.
  Awaitable<bool> open(std::string account, Deadline deadline);

  /// The right to try it at a server; nothing when `deadline` came first.
  Awaitable<std::optional<Limiter::Permit>> turn(std::string account, Deadline deadline);
  void accepted(const std::string& account) { entries_[account].is_proven = true; }
  bool is_proven(const std::string& account) { return entries_[account].is_proven; }
  void refused(const std::string& account);
  /// `text` is not it: the next who opens it asks a person, whatever the environment says.
  void was_wrong(const std::string& account, const std::string& text);

 private:
  struct Entry {
    std::optional<std::string> text;
    bool is_asked = false;    ///< what was answered is in `text`
    bool is_waiting = false;  ///< for a person
    bool is_proven = false;
    int refusals = 0;
    int attempt = 1;
    Limiter one_at_a_time{1};
    Limiter many{1'000'000};
    AsyncEvent changed;
  };
  Entry& entry(const std::string& account);

  std::optional<std::string> given_;
  std::string variable_;
  PasswordPrompt prompt_;
  std::map<std::string, Entry> entries_;  ///< entries stay where they are
};

/// Passwords that a service gave: one cache for each, shared by all who use it at the same time, so
/// that a wrong one is tried at few servers. Gone with the last of them.
class OwnPasswords {
 public:
  std::shared_ptr<PasswordCache> of(const ports::Sensitive& password);

 private:
  std::map<std::string, std::weak_ptr<PasswordCache>> caches_;  ///< by the password's id
};

}  // namespace fettle::transport
