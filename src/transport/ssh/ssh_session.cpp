#include "transport/ssh/ssh_session.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <new>

namespace fettle::transport {
namespace {

// One call reads 4 KiB at most; after so many the loop's other work has its turn.
constexpr int kReadsPerTurn = 64;

}  // namespace

SshSession::SshSession(const net::any_io_executor& executor, std::string name, int descriptor)
    : session_(ssh_new()),
      name_(std::move(name)),
      descriptor_(executor, fcntl(descriptor, F_DUPFD_CLOEXEC, 0)),
      keepalive_(executor) {
  if (session_ == nullptr) throw std::bad_alloc();
  ssh_options_set(session_, SSH_OPTIONS_FD, &descriptor);
  ssh_set_blocking(session_, 0);
  ssh_set_counters(session_, &socket_counter_, &packet_counter_);
}

SshSession::~SshSession() {
  if (event_ != nullptr) {
    ssh_event_remove_session(event_, session_);
    ssh_event_free(event_);
  }
  ssh_disconnect(session_);
  ssh_free(session_);
}

void SshSession::process_io() {
  if (packet_counter_.in_packets != packets_told_) {
    packets_told_ = packet_counter_.in_packets;
    changed_.notify_all();
  }
  if (ssh_is_connected(session_) == 0) return lose();
  arm();
}

void SshSession::lose() { close(fmt::format("the connection to {} was lost", name_)); }

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
