#include "transport/ssh/ssh_session.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace fettle::transport {
namespace {

// One call reads 4 KiB at most; after so many the loop's other work has its turn.
constexpr int kReadsPerTurn = 64;

/// How far the other end of a connection is that was just made; none where it is none of TCP.
std::optional<Clock::duration> tcp_round_trip(int descriptor) {
  tcp_info info{};
  socklen_t size = sizeof info;
  const int answer = ::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size);
  if (answer != 0 || info.tcpi_rtt == 0) return std::nullopt;
  return std::chrono::microseconds(info.tcpi_rtt);
}

}  // namespace

Result<std::shared_ptr<SshSession>> SshSession::make(const net::any_io_executor& executor,
                                                     std::string name, std::string user,
                                                     Descriptor descriptor) {
  const auto failed = [&](std::string_view why) {
    return fail(ErrorCode::kUnreachable, fmt::format("no session with {}: {}", name, why));
  };
  Descriptor duplicate(fcntl(descriptor.get(), F_DUPFD_CLOEXEC, 0));
  if (duplicate.get() < 0) return failed(std::generic_category().message(errno));
  net::posix::stream_descriptor watched(executor);
  boost::system::error_code error;
  watched.assign(duplicate.get(), error);
  if (error) return failed(error.message());
  duplicate.release();
  std::unique_ptr<ssh_session_struct, void (*)(ssh_session)> session(ssh_new(), ssh_free);
  const int number = descriptor.get();
  if (!session || ssh_options_set(session.get(), SSH_OPTIONS_FD, &number) != SSH_OK)
    return failed("out of memory");
  return std::make_shared<SshSession>(session.release(), std::move(name), std::move(user),
                                      std::move(descriptor), std::move(watched));
}

SshSession::SshSession(ssh_session session, std::string name, std::string user, Descriptor given,
                       net::posix::stream_descriptor watched)
    : session_(session),
      name_(std::move(name)),
      user_(std::move(user)),
      given_(std::move(given)),
      descriptor_(std::move(watched)),
      keepalive_(descriptor_.get_executor()),
      round_trip_(tcp_round_trip(given_.get())) {
  ssh_set_blocking(session_, 0);
  ssh_set_counters(session_, &socket_counter_, &packet_counter_);
}

// Without ssh_disconnect(): that forgets a descriptor that it was given, and the connection would
// outlive the session. The server hears of the end from TCP.
SshSession::~SshSession() {
  if (event_ != nullptr) {
    ssh_event_remove_session(event_, session_);
    ssh_event_free(event_);
  }
  ssh_free(session_);
}

int SshSession::exchange_keys() {
  given_.release();
  return ssh_connect(session_);
}

std::string SshSession::last_error() const {
  return farewell_.empty() ? ssh_get_error(session_) : farewell_;
}

// The next error of the session would write over it.
void SshSession::note_farewell() {
  constexpr std::string_view kSaid = "Received SSH_MSG_DISCONNECT: ";
  std::string_view text = ssh_get_error(session_);
  if (!farewell_.empty() || !text.starts_with(kSaid)) return;
  text.remove_prefix(std::min(text.find(':', kSaid.size()) + 1, text.size()));
  farewell_ = fmt::format("it ended the connection: \"{}\"", text);
}

void SshSession::process_io() {
  if (packet_counter_.in_packets != packets_told_) {
    packets_told_ = packet_counter_.in_packets;
    changed_.notify_all();
  }
  note_farewell();
  if (ssh_is_connected(session_) == 0) return lose();
  arm();
}

void SshSession::lose() {
  note_farewell();
  close(was_ended() ? fmt::format("{}: {}", name_, farewell_)
                    : fmt::format("the connection to {} was lost", name_));
}

Awaitable<bool> SshSession::progress(Deadline deadline) {
  process_io();
  const bool woken = alive_ && co_await changed_.wait(deadline);
  co_return woken&& alive_;
}

void SshSession::start_pump(const Settings& settings) {
  interval_ = settings.keepalive_interval;
  silence_max_ = settings.silence_max;
  event_ = ssh_event_new();
  if (event_ == nullptr || ssh_event_add_session(event_, session_) != SSH_OK)
    return close("out of memory");
  arm();
  arm_keepalive();
}

void SshSession::close(std::string reason) {
  if (!alive_) return;
  alive_ = false;
  reason_ = std::move(reason);
  keepalive_.cancel();
  descriptor_.cancel();
  changed_.notify_all();
}

void SshSession::arm() {
  if (!alive_) return;
  using Descriptor = net::posix::stream_descriptor;
  if (!reading_) {
    reading_ = true;
    descriptor_.async_wait(Descriptor::wait_read,
                           [self = shared_from_this()](const boost::system::error_code& error) {
                             self->reading_ = false;
                             if (!error) self->on_ready();
                           });
  }
  if (!writing_ && (ssh_get_poll_flags(session_) & SSH_WRITE_PENDING) != 0) {
    writing_ = true;
    descriptor_.async_wait(Descriptor::wait_write,
                           [self = shared_from_this()](const boost::system::error_code& error) {
                             self->writing_ = false;
                             if (!error) self->on_ready();
                           });
  }
}

void SshSession::on_ready() {
  if (!alive_ || detached_) return;
  if (event_ != nullptr && !pump()) return;
  packets_told_ = packet_counter_.in_packets;
  changed_.notify_all();
  // Before the pump runs, whoever was woken reads; it arms again before it waits.
  if (event_ != nullptr) arm();
}

bool SshSession::pump() {
  for (int i = 0; i < kReadsPerTurn; ++i) {
    const std::uint64_t before = socket_counter_.in_bytes;
    const int answer = ssh_event_dopoll(event_, 0);
    if (answer == SSH_ERROR || ssh_is_connected(session_) == 0) {
      lose();
      return false;
    }
    if (socket_counter_.in_bytes == before) break;
  }
  return true;
}

void SshSession::arm_keepalive() {
  keepalive_.expires_after(interval_);
  keepalive_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
    if (const auto self = weak.lock(); self && !error && self->alive_) self->keep_alive();
  });
}

// An ignored message keeps middle boxes awake and lets TCP find a dead peer. Where an answer is
// owed, a request that every server refuses with an answer also finds one that only hangs.
void SshSession::keep_alive() {
  silence_ += interval_;
  if (socket_counter_.in_bytes != bytes_at_beat_ || channels_.empty()) silence_ = {};
  bytes_at_beat_ = socket_counter_.in_bytes;
  if (silence_ >= silence_max_)
    return close(fmt::format("{} has not answered for {} s", name_, silence_.count() / 1000));
  if (channels_.empty())
    ssh_send_ignore(session_, "fettle");
  else
    ssh_channel_request_env(channels_.front(), "FETTLE_STILL_THERE", "1");
  process_io();
  arm_keepalive();
}

}  // namespace fettle::transport
