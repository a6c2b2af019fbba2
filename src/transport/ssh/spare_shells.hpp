// Shells started ahead on servers that are far away: opening a channel and starting a program costs
// two round trips before a word of a step is sent. A few are kept for the next exec of the same
// command, where the server is far; elsewhere none is. Each is used once, and
// given up after a while unused. Read on in ssh_link.cpp.
#pragma once

#include <chrono>
#include <list>
#include <memory>
#include <string>

#include "transport/ssh/ssh_channel.hpp"

namespace fettle::transport {

class SpareShells : public std::enable_shared_from_this<SpareShells> {
 public:
  /// Over a session whose server is no nearer than `far`; over one that is, there are none.
  SpareShells(std::shared_ptr<SshSession> session, std::chrono::milliseconds far)
      : session_(std::move(session)), far_(far) {}

  /// A program `command` that waits for its input; null where there is none.
  Awaitable<std::unique_ptr<SshChannel>> take(std::string command, Deadline deadline);
  /// Starts as many as are worth it for what comes after an exec of `command`.
  void prepare(const std::string& command, Deadline deadline);
  /// Ends them all.
  void drop();
  /// Ends them all, and starts no more: the server allows few channels.
  void give_up();

 private:
  struct Spare {
    std::string command;
    std::unique_ptr<SshChannel> channel;
    bool is_ready = false;
    bool is_dropped = false;
    AsyncEvent changed;
  };
  static Awaitable<void> bring(std::shared_ptr<SpareShells> all, std::shared_ptr<Spare> spare,
                               Deadline deadline);

  std::shared_ptr<SshSession> session_;
  std::chrono::milliseconds far_;
  std::list<std::shared_ptr<Spare>> spares_;
  bool is_worth_it_ = true;
};

}  // namespace fettle::transport
