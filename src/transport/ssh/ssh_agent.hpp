// Logging in with the keys of an ssh-agent. libssh's calls wait for the agent's answer however long
// it takes, and an agent may wait for a person or be dead; so they are made on threads that do
// nothing else. There is one for each log-in that may be under way: a silent agent keeps only those
// waiting that asked it, and none beyond their deadline. Read on in ssh_login.cpp.
#pragma once

#include <boost/asio/thread_pool.hpp>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "transport/ssh/ssh_session.hpp"

namespace fettle::transport {

/// What the process keeps of all its agents. Belongs to the loop's thread.
class SshAgents {
 public:
  SshAgents(net::any_io_executor loop, int log_ins_max)
      : loop_(std::move(loop)), log_ins_max_(static_cast<std::size_t>(log_ins_max)) {}
  ~SshAgents() { stop(); }
  SshAgents(const SshAgents&) = delete;
  SshAgents& operator=(const SshAgents&) = delete;

  const net::any_io_executor& loop() const { return loop_; }
  net::thread_pool& threads();

  /// Descriptors that stop() shuts down, so that who waits for an agent comes back.
  void add_wire(int descriptor) { wires_.insert(descriptor); }
  void remove_wire(int descriptor) { wires_.erase(descriptor); }

  /// After its silence an agent isn't asked for a minute: hundreds of targets, each of which would
  /// wait for it in vain, wait once.
  void note_silence(const std::string& socket);
  void note_answer(const std::string& socket) { silent_until_.erase(socket); }
  bool is_passed_over(const std::string& socket) const;

  /// Ends every conversation and waits for the threads, which is at once.
  void stop();

 private:
  net::any_io_executor loop_;
  std::size_t log_ins_max_;
  std::optional<net::thread_pool> threads_;
  std::map<std::string, Deadline> silent_until_;
  std::set<int> wires_;
};

struct AgentEnd {
  int answer;  ///< of libssh; SSH_AUTH_AGAIN when time was up, the session is then of no use
  std::string problem;  ///< of the agent: why it was of no help; it goes on its name
};

/// Offers the keys of the agent at `socket` to the server. The session is lent to a thread
/// meanwhile.
Awaitable<AgentEnd> log_in_by_agent(std::shared_ptr<SshAgents> agents,
                                    std::shared_ptr<SshSession> session, std::string socket,
                                    Deadline deadline);

}  // namespace fettle::transport
