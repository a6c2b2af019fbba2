#include "transport/ssh/ssh_channel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <utility>

namespace fettle::transport {
namespace {

constexpr std::chrono::seconds kGraceForOutput{1};
constexpr std::size_t kWriteMax = std::size_t{32} * 1024;
constexpr const char* kTerminalType = "dumb";
constexpr int kColumns = 80;
constexpr int kRows = 24;
/// What a shell's start-up files may print before anybody listens.
constexpr std::size_t kHeldMax = std::size_t{64} * 1024;

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

ExecEnd abandoned() { return {.kind = ExecEnd::Kind::kAbandoned, .exit_status = 0, .error = {}}; }

}  // namespace

SshChannel::SshChannel(std::shared_ptr<SshSession> session)
    : session_(std::move(session)), channel_(ssh_channel_new(session_->raw())) {
  if (channel_ != nullptr) set_callbacks();
}

SshChannel::~SshChannel() {
  if (channel_ == nullptr) return;
  session_->unregister_channel(channel_);
  ssh_remove_channel_callbacks(channel_, &callbacks_);
  ssh_channel_free(channel_);
}

void SshChannel::set_callbacks() {
  callbacks_.userdata = this;
  callbacks_.channel_data_function = [](ssh_session, ssh_channel, void* data, std::uint32_t size,
                                        int is_stderr, void* self) {
    return static_cast<SshChannel*>(self)->on_data({static_cast<char*>(data), size}, is_stderr);
  };
  callbacks_.channel_eof_function = [](ssh_session, ssh_channel, void* self) {
    static_cast<SshChannel*>(self)->eof_ = true;
  };
  callbacks_.channel_close_function = [](ssh_session, ssh_channel, void* self) {
    static_cast<SshChannel*>(self)->closed_ = true;
  };
  callbacks_.channel_exit_status_function = [](ssh_session, ssh_channel, int status, void* self) {
    static_cast<SshChannel*>(self)->status_ = status;
  };
  callbacks_.channel_exit_signal_function = [](ssh_session, ssh_channel, const char* signal, int,
                                               const char*, const char*, void* self) {
    static_cast<SshChannel*>(self)->status_ = 128 + signal_number(signal == nullptr ? "" : signal);
  };
  ssh_callbacks_init(&callbacks_);
  if (ssh_set_channel_callbacks(channel_, &callbacks_) == SSH_OK) return;
  ssh_channel_free(channel_);
  channel_ = nullptr;
}

Awaitable<std::optional<ExecEnd>> SshChannel::start(ShellCommand command, Deadline deadline) {
  if (channel_ == nullptr) co_return not_started(SSH_EOF);
  const Deadline begun = Clock::now();
  int answer = co_await session_->repeat(SSH_AGAIN, deadline,
                                         [&] { return ssh_channel_open_session(channel_); });
  is_refused_ = answer == SSH_ERROR && session_->alive();
  if (answer != SSH_OK) co_return not_started(answer);
  session_->note_round_trip(Clock::now() - begun);
  if (command.streams == Streams::kTerminal)
    if (auto failed = co_await ask_for_terminal(deadline)) co_return failed;
  answer = co_await session_->repeat(SSH_AGAIN, deadline, [&] {
    return ssh_channel_request_exec(channel_, command.text.c_str());
  });
  if (answer == SSH_ERROR && session_->alive()) co_return not_started(answer);
  if (answer != SSH_OK) co_return lost();
  // Not before: libssh takes the answer to a keepalive for that to the request under way.
  session_->register_channel(channel_);
  is_started_ = true;
  co_return std::nullopt;
}

/// Nothing when there is one.
Awaitable<std::optional<ExecEnd>> SshChannel::ask_for_terminal(Deadline deadline) {
  const int answer = co_await session_->repeat(SSH_AGAIN, deadline, [&] {
    return ssh_channel_request_pty_size(channel_, kTerminalType, kColumns, kRows);
  });
  if (answer == SSH_OK) co_return std::nullopt;
  ExecEnd end = not_started(answer);
  if (end.error.code == ErrorCode::kRefused)
    end.error.message = session_->name() + " gives no terminal (PermitTTY)";
  co_return end;
}

Awaitable<ExecEnd> SshChannel::finish(std::string input, ExecListener& listener,
                                      Deadline deadline) {
  if (listener.cancelled()) co_return abandoned();
  listener_ = &listener;
  if (!held_out_.empty()) listener.out(std::exchange(held_out_, {}));
  if (!held_err_.empty()) listener.err(std::exchange(held_err_, {}));
  const bool is_written =
      co_await write(std::move(input), deadline) && co_await write_more(deadline);
  ExecEnd end = abandoned();
  if (is_written)
    end = co_await wait(deadline);
  else if (!session_->alive() || closed_)
    end = lost();
  listener_ = nullptr;
  co_return end;
}

bool SshChannel::is_waiting() const {
  return is_started_ && session_->alive() && !eof_ && !closed_ && !status_ &&
         held_out_.size() + held_err_.size() < kHeldMax;
}

int SshChannel::on_data(std::string_view bytes, int is_stderr) {
  if (is_stderr == 0) has_spoken_ = true;
  if (listener_ != nullptr)
    hear(bytes, is_stderr);
  else if (held_out_.size() + held_err_.size() < kHeldMax)
    (is_stderr != 0 ? held_err_ : held_out_) += bytes;
  return static_cast<int>(bytes.size());
}

void SshChannel::hear(std::string_view bytes, int is_stderr) {
  if (is_stderr != 0)
    listener_->err(bytes);
  else
    listener_->out(bytes);
}

Awaitable<bool> SshChannel::write(std::string input, Deadline deadline) {
  std::string_view rest = input;
  while (!rest.empty() && session_->alive() && !closed_ && !status_) {
    const auto size = static_cast<std::uint32_t>(std::min(rest.size(), kWriteMax));
    const int written = ssh_channel_write(channel_, rest.data(), size);
    if (written < 0) break;
    rest.remove_prefix(static_cast<std::size_t>(written));
    if (written == 0 && (listener_->cancelled() || !co_await session_->progress(deadline)))
      co_return false;
  }
  // A program that ended without reading all of its input has ended all the same.
  co_return session_->alive();
}

/// What the listener has to say by now, and the end of input once that was all.
Awaitable<bool> SshChannel::write_more(Deadline deadline) {
  while (!is_input_ended_) {
    auto more = listener_->more_input();
    if (more && more->empty()) co_return true;  // not yet
    if (more) {
      if (!co_await write(*std::move(more), deadline)) co_return false;
      if (!closed_ && !status_) continue;
    }
    is_input_ended_ = true;
    ssh_channel_send_eof(channel_);
  }
  co_return true;
}

Awaitable<ExecEnd> SshChannel::wait(Deadline deadline) {
  std::optional<Deadline> grace;
  while (session_->alive() && !closed_ && !(eof_ && status_)) {
    if (listener_->cancelled()) co_return abandoned();
    if (status_ && !grace) grace = std::min(deadline, Clock::now() + kGraceForOutput);
    if (!co_await write_more(deadline))
      co_return session_->alive() && !closed_ ? abandoned() : lost();
    if (co_await session_->progress(grace.value_or(deadline))) continue;
    if (grace) break;
    if (session_->alive()) co_return abandoned();
  }
  if (!status_) co_return lost();
  co_return ExecEnd{.kind = ExecEnd::Kind::kExited, .exit_status = *status_, .error = {}};
}

std::string SshChannel::why() const {
  if (!session_->alive()) return session_->reason();
  return session_->last_error();
}

ExecEnd SshChannel::not_started(int answer) const {
  const bool refused = answer == SSH_ERROR && session_->alive();
  const bool silent = answer == SSH_AGAIN && session_->alive();
  std::string message = why();
  if (silent) message = session_->name() + " did not open a channel in time";
  if (channel_ == nullptr) message = session_->name() + ": no channel: out of memory";
  return {.kind = ExecEnd::Kind::kNotStarted,
          .exit_status = 0,
          .error = {refused ? ErrorCode::kRefused : ErrorCode::kUnreachable, message, {}, {}}};
}

ExecEnd SshChannel::lost() const {
  const std::string message =
      session_->alive() ? session_->name() + " closed the channel without an exit status" : why();
  return {.kind = ExecEnd::Kind::kLost,
          .exit_status = 0,
          .error = {ErrorCode::kUnreachable, message, {}, {}}};
}

}  // namespace fettle::transport
