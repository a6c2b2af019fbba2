// Logging in with the keys of an ssh-agent. We ask it ourselves which keys it has, and between it
// and libssh stands an agent of ours that has those alone which this host is to be offered.
// libssh's calls wait for the answer however long it takes, and an agent may wait for a person or
// be dead; so they are made on threads that do nothing else: a silent agent keeps only those
// waiting that asked it, and none beyond their deadline. Read on in ssh_login.cpp.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "transport/os/worker_pool.hpp"
#include "transport/ssh/agent_wire.hpp"
#include "transport/ssh/ssh_session.hpp"

namespace fettle::transport {

/// What the process keeps of all its agents. Belongs to the loop's thread.
class SshAgents {
 public:
  SshAgents(net::any_io_executor loop, int log_ins_max)
      : loop_(std::move(loop)), threads_(log_ins_max) {}
  ~SshAgents() { stop(); }
  SshAgents(const SshAgents&) = delete;
  SshAgents& operator=(const SshAgents&) = delete;

  const net::any_io_executor& loop() const { return loop_; }
  WorkerPool& threads() { return threads_; }

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
  WorkerPool threads_;
  std::map<std::string, Deadline> silent_until_;
  std::set<int> wires_;
};

/// One log-in's talk with the agent at one socket.
class AgentTalk {
 public:
  AgentTalk(std::shared_ptr<SshAgents> agents, std::shared_ptr<SshSession> session,
            std::string socket);
  ~AgentTalk();
  AgentTalk(const AgentTalk&) = delete;
  AgentTalk& operator=(const AgentTalk&) = delete;

  /// Finds out which keys the agent has, unless that was done before.
  Awaitable<void> list(Deadline deadline);
  /// Their blobs; only those of a kind that can be offered.
  const std::vector<std::string>& blobs() const { return blobs_; }

  /// Offers the server these keys, in this order. The session is lent to a thread meanwhile. What
  /// libssh answers; SSH_AUTH_AGAIN when time was up or the session is over.
  Awaitable<int> offer(std::vector<AgentOffer> offers, Deadline deadline);

  /// Why the agent was of no help; it goes on its name.
  const std::string& problem() const { return problem_; }
  /// It gave no answer in time: what it was to help with is of no use any more.
  bool was_silent() const { return is_silent_; }

 private:
  struct Proxy;
  static Awaitable<void> serve(std::shared_ptr<Proxy> proxy);
  Awaitable<std::optional<int>> ask(Deadline deadline);
  bool interpose();
  void note_silence();

  std::shared_ptr<SshAgents> agents_;
  std::shared_ptr<SshSession> session_;
  std::string socket_;
  AgentSocket agent_;
  std::shared_ptr<Proxy> proxy_;
  std::vector<std::string> blobs_;
  std::string problem_;
  Deadline begun_;
  bool is_listed_ = false;
  bool is_silent_ = false;
};

}  // namespace fettle::transport
