#include "transport/ssh/ssh_channel.hpp"

#include <fmt/format.h>
// libssh's callbacks.h needs libssh.h first.
#include <libssh/callbacks.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <optional>
#include <utility>

namespace fettle::transport {
namespace {

constexpr std::chrono::seconds kGraceForOutput{1};
constexpr std::size_t kWriteMax = std::size_t{32} * 1024;

// RFC 4254, 6.10: signals travel by name.
int signal_number(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, int>, 13> kSignals{{{"ABRT", SIGABRT},
                                                                       {"ALRM", SIGALRM},
                                                                       {"FPE", SIGFPE},
                                                                       {"HUP", SIGHUP},
                                                                       {"ILL", SIGILL},
                                                                       {"INT", SIGINT},
                                                                       {"KILL", SIGKILL},
                                                                       {"PIPE", SIGPIPE},
                                                                       {"QUIT", SIGQUIT},
                                                                       {"SEGV", SIGSEGV},
                                                                       {"TERM", SIGTERM},
                                                                       {"USR1", SIGUSR1},
                                                                       {"USR2", SIGUSR2}}};
  const auto* const found =
      std::ranges::find(kSignals, name, &std::pair<std::string_view, int>::first);
  return found == kSignals.end() ? 127 : found->second;
}

class Channel {
 public:
  Channel(std::shared_ptr<SshSession> session, ExecListener& listener)
      : session_(std::move(session)),
        listener_(listener),
        channel_(ssh_channel_new(session_->raw())) {
    if (channel_ == nullptr) throw std::bad_alloc();
    callbacks_.userdata = this;
    callbacks_.channel_data_function = [](ssh_session, ssh_channel, void* data, std::uint32_t size,
                                          int is_stderr, void* self) {
      static_cast<Channel*>(self)->on_data({static_cast<char*>(data), size}, is_stderr);
      return static_cast<int>(size);
    };
    callbacks_.channel_eof_function = [](ssh_session, ssh_channel, void* self) {
      static_cast<Channel*>(self)->eof_ = true;
    };
    callbacks_.channel_close_function = [](ssh_session, ssh_channel, void* self) {
      static_cast<Channel*>(self)->closed_ = true;
    };
    callbacks_.channel_exit_status_function = [](ssh_session, ssh_channel, int status, void* self) {
      static_cast<Channel*>(self)->status_ = status;
    };
    callbacks_.channel_exit_signal_function = [](ssh_session, ssh_channel, const char* signal, int,
                                                 const char*, const char*, void* self) {
      static_cast<Channel*>(self)->status_ = 128 + signal_number(signal);
    };
    ssh_callbacks_init(&callbacks_);
    ssh_set_channel_callbacks(channel_, &callbacks_);
  }
  ~Channel() {
    session_->unregister_channel(channel_);
    ssh_remove_channel_callbacks(channel_, &callbacks_);
    ssh_channel_free(channel_);
  }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  Awaitable<ExecEnd> run(std::string command, std::string input, Deadline open_deadline,
                         Deadline deadline) {
    const Deadline start_by = std::min(open_deadline, deadline);
    int answer = co_await session_->repeat(SSH_AGAIN, start_by,
                                           [&] { return ssh_channel_open_session(channel_); });
    if (answer != SSH_OK) co_return not_started(answer);
    session_->register_channel(channel_);
    answer = co_await session_->repeat(
        SSH_AGAIN, start_by, [&] { return ssh_channel_request_exec(channel_, command.c_str()); });
    if (answer == SSH_ERROR && session_->alive()) co_return not_started(answer);
    if (answer != SSH_OK) co_return lost();
    if (!co_await write(std::move(input), deadline))
      co_return session_->alive() && !closed_ ? left() : lost();
    co_return co_await wait(deadline);
  }

 private:
  void on_data(std::string_view bytes, int is_stderr) {
    if (is_stderr != 0)
      listener_.err(bytes);
    else
      listener_.out(bytes);
  }

  Awaitable<bool> write(std::string input, Deadline deadline) {
    std::string_view rest = input;
    while (!rest.empty() && session_->alive() && !closed_ && !status_) {
      const auto size = static_cast<std::uint32_t>(std::min(rest.size(), kWriteMax));
      const int written = ssh_channel_write(channel_, rest.data(), size);
      if (written < 0) break;
      rest.remove_prefix(static_cast<std::size_t>(written));
      if (written == 0 && (listener_.cancelled() || !co_await session_->progress(deadline)))
        co_return false;
    }
    // A program that ended without reading all of its input has ended all the same.
    ssh_channel_send_eof(channel_);
    co_return session_->alive();
  }

  Awaitable<ExecEnd> wait(Deadline deadline) {
    std::optional<Deadline> grace;
    while (session_->alive() && !closed_ && !(eof_ && status_)) {
      if (listener_.cancelled()) co_return left();
      if (status_ && !grace) grace = std::min(deadline, Clock::now() + kGraceForOutput);
      if (co_await session_->progress(grace.value_or(deadline))) continue;
      if (grace) break;
      if (session_->alive()) co_return left();
    }
    if (!status_) co_return lost();
    co_return ExecEnd{.kind = ExecEnd::Kind::kExited, .exit_status = *status_, .error = {}};
  }

  std::string why() const {
    if (!session_->alive()) return session_->reason();
    return session_->last_error();
  }
  ExecEnd not_started(int answer) const {
    const bool refused = answer == SSH_ERROR && session_->alive();
    const bool silent = answer == SSH_AGAIN && session_->alive();
    return {.kind = ExecEnd::Kind::kNotStarted,
            .exit_status = 0,
            .error = {refused ? ErrorCode::kRefused : ErrorCode::kUnreachable,
                      silent ? session_->name() + " did not open a channel in time" : why(),
                      {},
                      {}}};
  }
  ExecEnd lost() const {
    const std::string message =
        session_->alive() ? session_->name() + " closed the channel without an exit status" : why();
    return {.kind = ExecEnd::Kind::kLost,
            .exit_status = 0,
            .error = {ErrorCode::kUnreachable, message, {}, {}}};
  }
  static ExecEnd left() {
    return {.kind = ExecEnd::Kind::kAbandoned, .exit_status = 0, .error = {}};
  }

  std::shared_ptr<SshSession> session_;
  ExecListener& listener_;
  ssh_channel channel_;
  ssh_channel_callbacks_struct callbacks_{};
  std::optional<int> status_;
  bool eof_ = false;
  bool closed_ = false;
};

}  // namespace

Awaitable<ExecEnd> exec_over(std::shared_ptr<SshSession> session, std::string_view command,
                             std::string input, ExecListener& listener, Deadline open_deadline,
                             Deadline deadline) {
  Channel channel(std::move(session), listener);
  co_return co_await channel.run(std::string(command), std::move(input), open_deadline, deadline);
}

}  // namespace fettle::transport
