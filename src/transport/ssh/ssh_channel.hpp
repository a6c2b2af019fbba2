// One program run over one channel of a session. It may be started some time before it is given
// its input (spare_shells.hpp). Its output goes to the listener as libssh reads it, without a
// buffer of ours.
#pragma once

#include <libssh/libssh.h>
// libssh's callbacks.h needs libssh.h first.
#include <libssh/callbacks.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "transport/link.hpp"
#include "transport/ssh/ssh_session.hpp"

namespace fettle::transport {

class SshChannel {
 public:
  explicit SshChannel(std::shared_ptr<SshSession> session);
  ~SshChannel();
  SshChannel(const SshChannel&) = delete;
  SshChannel& operator=(const SshChannel&) = delete;

  /// Has the server start `command`. Nothing when it did; then the program waits for its input.
  Awaitable<std::optional<ExecEnd>> start(ShellCommand command, Deadline deadline);

  /// Gives a started program its input and hears it to its end. Once.
  Awaitable<ExecEnd> finish(std::string input, ExecListener& listener, Deadline deadline);

  /// The server would not open another channel; the program was not asked for.
  bool was_refused() const { return is_refused_; }
  /// Started, and neither ended nor too talkative since: still good for finish().
  bool is_waiting() const;
  /// Anything of the program's standard output has come.
  bool has_spoken() const { return has_spoken_; }

 private:
  Awaitable<std::optional<ExecEnd>> ask_for_terminal(Deadline deadline);
  void set_callbacks();
  int on_data(std::string_view bytes, int is_stderr);
  void hear(std::string_view bytes, int is_stderr);
  Awaitable<bool> write(std::string input, Deadline deadline);
  Awaitable<bool> write_more(Deadline deadline);
  Awaitable<ExecEnd> wait(Deadline deadline);
  std::string why() const;
  ExecEnd not_started(int answer) const;
  ExecEnd lost() const;

  std::shared_ptr<SshSession> session_;
  ssh_channel channel_;
  ssh_channel_callbacks_struct callbacks_{};
  ExecListener* listener_ = nullptr;
  std::string held_out_;  ///< what came before there was a listener
  std::string held_err_;
  std::optional<int> status_;
  bool is_started_ = false;
  bool is_input_ended_ = false;
  bool is_refused_ = false;
  bool has_spoken_ = false;
  bool eof_ = false;
  bool closed_ = false;
};

}  // namespace fettle::transport
