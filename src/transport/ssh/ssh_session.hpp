// One libssh session on one descriptor, driven by the Asio loop: never blocks, never waits without
// a deadline. libssh reads the packets of every channel whenever any call is made, so whoever made
// a call that brought packets wakes the others before it waits. Only ssh_* files include this.
#pragma once

#include <boost/asio/posix/stream_descriptor.hpp>
#include <libssh/libssh.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "transport/os/async_event.hpp"
#include "transport/os/child.hpp"
#include "transport/settings.hpp"

namespace fettle::transport {

class SshSession : public std::enable_shared_from_this<SshSession> {
 public:
  /// A session over `descriptor`, which is connected to an SSH server, for `user` of it; `name` is
  /// how errors call the host. Errors: kUnreachable when descriptors or memory run out.
  static Result<std::shared_ptr<SshSession>> make(const net::any_io_executor& executor,
                                                  std::string name, std::string user,
                                                  Descriptor descriptor);
  /// For make() alone.
  SshSession(ssh_session session, std::string name, std::string user, Descriptor given,
             net::posix::stream_descriptor watched);
  ~SshSession();
  SshSession(const SshSession&) = delete;
  SshSession& operator=(const SshSession&) = delete;

  ssh_session raw() const { return session_; }
  const std::string& name() const { return name_; }
  /// To be given to each call of libssh that logs in: its own option refuses names that servers
  /// have, such as CORP\me.
  const char* user() const { return user_.c_str(); }
  bool alive() const { return alive_; }
  /// Why the session is not alive any more.
  const std::string& reason() const { return reason_; }
  /// The server's own words when it ended the session, otherwise libssh's.
  std::string last_error() const;
  /// Whether the server itself ended the session and said why.
  bool was_ended() const { return !farewell_.empty(); }

  /// ssh_connect(): the exchange of versions and keys.
  int exchange_keys();

  /// To be called after calls of libssh: wakes the others if packets came, and sees to it that
  /// what could not be written yet will be.
  void process_io();

  /// Settles, then waits until libssh may have something new; false when `deadline` came first or
  /// all is over.
  Awaitable<bool> progress(Deadline deadline);

  /// Makes `call` until it answers something other than `again`; `again` when time was up.
  template <class Call>
  Awaitable<int> repeat(int again, Deadline deadline, Call call) {
    while (alive_) {
      const int answer = call();
      if (answer != again) {
        process_io();
        co_return answer;
      }
      if (!co_await progress(deadline)) break;
    }
    co_return again;
  }

  /// While another thread makes calls of libssh on it: the loop then keeps its hands off.
  void detach() { detached_ = true; }
  void reattach() { detached_ = false; }

  /// From now on packets are read as they come, and a silent peer is found out.
  void start_pump(const Settings& settings);
  void notify() { changed_.notify_all(); }
  void close(std::string reason);

  net::any_io_executor executor() { return descriptor_.get_executor(); }

  /// The least time that an answer took, as the kernel saw it when the connection was made (which
  /// a busy server does not slow down) and as the server gave some; none known yet: zero.
  Clock::duration round_trip() const { return round_trip_.value_or(Clock::duration::zero()); }
  void note_round_trip(Clock::duration took) {
    round_trip_ = std::min(round_trip_.value_or(took), took);
  }

  bool has_channels() const { return !channels_.empty(); }
  /// Channels whose peer must answer when asked whether it lives.
  void register_channel(ssh_channel channel) { channels_.push_back(channel); }
  void unregister_channel(ssh_channel channel) { std::erase(channels_, channel); }

 private:
  void note_farewell();
  void arm();
  void on_ready();
  bool pump();
  void lose();
  void arm_keepalive();
  void keep_alive();

  ssh_session session_;
  std::string name_;
  std::string user_;
  Descriptor given_;  ///< until libssh takes it over
  /// A duplicate: libssh closes its own when it likes, and a number that the kernel has given to
  /// somebody else must never be waited on or taken out of the reactor.
  net::posix::stream_descriptor descriptor_;
  net::steady_timer keepalive_;
  AsyncEvent changed_;
  ssh_event event_ = nullptr;
  ssh_counter_struct socket_counter_{};
  ssh_counter_struct packet_counter_{};
  std::vector<ssh_channel> channels_;
  std::uint64_t packets_told_ = 0;
  std::uint64_t bytes_at_beat_ = 0;
  std::chrono::milliseconds interval_{};
  std::chrono::milliseconds silence_max_{};
  std::chrono::milliseconds silence_{};
  std::optional<Clock::duration> round_trip_;
  std::string reason_;
  std::string farewell_;
  bool alive_ = true;
  bool reading_ = false;
  bool writing_ = false;
  bool detached_ = false;
};

}  // namespace fettle::transport
