#include "transport/ssh/ssh_jump.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "transport/os/child.hpp"

namespace fettle::transport {
namespace {

using Socket = net::local::stream_protocol::socket;

constexpr Deadline kNever = Deadline::max();

/// The channel and our end of the socket pair, shared by the two directions.
struct Jump {
  Jump(std::shared_ptr<SshSession> through, const net::any_io_executor& executor)
      : session(std::move(through)), channel(ssh_channel_new(session->raw())), socket(executor) {}
  Jump(const Jump&) = delete;
  Jump& operator=(const Jump&) = delete;
  ~Jump() {
    if (channel == nullptr) return;
    session->unregister_channel(channel);
    ssh_channel_free(channel);
  }
  /// Ends both directions; the session is of no use for anything else.
  void end() {
    boost::system::error_code error;
    socket.close(error);
    session->close("the jump has ended");
  }

  std::shared_ptr<SshSession> session;
  ssh_channel channel;
  Socket socket;
};

/// One for the thread: what is read is passed on before anybody else can read.
std::array<char, std::size_t{32} * 1024>& shared_buffer() {
  thread_local std::array<char, std::size_t{32} * 1024> buffer;
  return buffer;
}

/// Sends what the socket takes at once without a copy, and only the rest through one.
Awaitable<bool> send(Socket& socket, std::string_view bytes) {
  boost::system::error_code error;
  const std::size_t sent = socket.write_some(net::buffer(bytes), error);
  if (error && error != net::error::would_block) co_return false;
  if (sent == bytes.size()) co_return true;
  const std::string rest(bytes.substr(error ? 0 : sent));
  const auto [failed, count] = co_await net::async_write(socket, net::buffer(rest), kTuple);
  co_return !failed;
}

Awaitable<void> from_channel(std::shared_ptr<Jump> jump) {
  auto& buffer = shared_buffer();
  while (jump->session->alive() && jump->socket.is_open()) {
    const int count = ssh_channel_read_nonblocking(jump->channel, buffer.data(),
                                                   static_cast<std::uint32_t>(buffer.size()), 0);
    if (count > 0) {
      if (!co_await send(jump->socket, {buffer.data(), static_cast<std::size_t>(count)})) break;
      continue;
    }
    if (count < 0 || ssh_channel_is_eof(jump->channel) != 0) break;
    if (!co_await jump->session->progress(kNever)) break;
  }
  jump->end();
}

Awaitable<bool> write_channel(Jump& jump, std::string_view bytes) {
  std::string rest;
  while (!bytes.empty() && jump.session->alive()) {
    const int count =
        ssh_channel_write(jump.channel, bytes.data(), static_cast<std::uint32_t>(bytes.size()));
    if (count < 0) co_return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
    if (bytes.empty()) break;
    // The window is full: keep the rest apart from the shared buffer while we wait.
    rest = std::string(bytes);
    bytes = rest;
    if (!co_await jump.session->progress(kNever)) co_return false;
  }
  co_return jump.session->alive();
}

Awaitable<void> to_channel(std::shared_ptr<Jump> jump) {
  auto& buffer = shared_buffer();
  while (jump->session->alive()) {
    const auto [waited] = co_await jump->socket.async_wait(Socket::wait_read, kTuple);
    if (waited) break;
    boost::system::error_code error;
    const std::size_t count = jump->socket.read_some(net::buffer(buffer), error);
    if (error == net::error::would_block) continue;
    if (error || !co_await write_channel(*jump, {buffer.data(), count})) break;
    jump->session->process_io();
  }
  jump->end();
}

}  // namespace

Awaitable<Result<int>> open_jump(std::shared_ptr<SshSession> session, Endpoint endpoint,
                                 Deadline deadline) {
  const auto executor = co_await net::this_coro::executor;
  const auto no_way = [&](std::string_view why) {
    return fail(ErrorCode::kUnreachable,
                fmt::format("{} port {}: no way through {}: {}", endpoint.host, endpoint.port,
                            session->name(), why));
  };
  const auto jump = std::make_shared<Jump>(session, executor);
  if (jump->channel == nullptr) co_return no_way("out of memory");
  const int answer = co_await session->repeat(SSH_AGAIN, deadline, [&] {
    return ssh_channel_open_forward(jump->channel, endpoint.host.c_str(), endpoint.port,
                                    "127.0.0.1", 0);
  });
  if (answer != SSH_OK)
    co_return no_way(answer == SSH_AGAIN && session->alive() ? "no answer in time"
                                                             : session->last_error());
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) != 0)
    co_return no_way(std::generic_category().message(errno));
  Descriptor ours(ends[0]);
  Descriptor its(ends[1]);
  boost::system::error_code error;
  jump->socket.assign(net::local::stream_protocol(), ours.get(), error);
  if (error) co_return no_way(error.message());
  ours.release();
  jump->socket.non_blocking(true, error);
  session->register_channel(jump->channel);
  net::co_spawn(executor, from_channel(jump), net::detached);
  net::co_spawn(executor, to_channel(jump), net::detached);
  co_return its.release();
}

}  // namespace fettle::transport
