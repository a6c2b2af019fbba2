// The bare peer of transport/: libssh on one Asio loop with nothing around it. N sessions of M
// commands each, C of them at once, against one server. What Fettle's own transport costs more
// than this is Fettle's. Usage: libssh_bare ADDRESS PORT USER KEY KNOWN_HOSTS N M C
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <libssh/libssh.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>

namespace {

namespace net = boost::asio;
using net::awaitable;
using Descriptor = net::posix::stream_descriptor;

struct Job {
  std::string address;
  unsigned port;
  std::string user;
  std::string key_file;
  std::string known_hosts;
  int sessions;
  int commands;
  int at_once;
};

struct Tally {
  int left = 0;
  int good = 0;
  int bad = 0;
};

class Session {
 public:
  Session() : session_(ssh_new()) {}
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() {
    if (descriptor_) descriptor_->release();
    ssh_disconnect(session_);
    ssh_free(session_);
  }

  awaitable<void> log_in(const Job& job, ssh_key key) {
    net::ip::tcp::socket socket(co_await net::this_coro::executor);
    co_await socket.async_connect(
        {net::ip::make_address(job.address), static_cast<std::uint16_t>(job.port)},
        net::use_awaitable);
    socket.set_option(net::ip::tcp::no_delay(true));
    const int descriptor = socket.release();
    const int no = 0;
    ssh_options_set(session_, SSH_OPTIONS_HOST, job.address.c_str());
    ssh_options_set(session_, SSH_OPTIONS_PORT, &job.port);
    ssh_options_set(session_, SSH_OPTIONS_USER, job.user.c_str());
    ssh_options_set(session_, SSH_OPTIONS_PROCESS_CONFIG, &no);
    ssh_options_set(session_, SSH_OPTIONS_KNOWNHOSTS, job.known_hosts.c_str());
    ssh_options_set(session_, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
    ssh_options_set(session_, SSH_OPTIONS_FD, &descriptor);
    ssh_set_blocking(session_, 0);
    descriptor_.emplace(co_await net::this_coro::executor, descriptor);
    co_await repeat(SSH_AGAIN, [&] { return ssh_connect(session_); });
    if (ssh_session_is_known_server(session_) != SSH_KNOWN_HOSTS_OK)
      throw std::runtime_error("host key");
    co_await repeat(SSH_AUTH_AGAIN, [&] { return ssh_userauth_publickey(session_, nullptr, key); });
  }

  awaitable<int> run(const char* command) {
    ssh_channel channel = ssh_channel_new(session_);
    co_await repeat(SSH_AGAIN, [&] { return ssh_channel_open_session(channel); });
    co_await repeat(SSH_AGAIN, [&] { return ssh_channel_request_exec(channel, command); });
    char buffer[16384];
    while (true) {
      const int out = ssh_channel_read_nonblocking(channel, buffer, sizeof buffer, 0);
      if (out > 0 || ssh_channel_read_nonblocking(channel, buffer, sizeof buffer, 1) > 0) continue;
      if (out == SSH_ERROR || ssh_channel_is_closed(channel) != 0) break;
      if (ssh_channel_is_eof(channel) != 0 && ssh_channel_get_exit_status(channel) >= 0) break;
      co_await wait();
    }
    const int status = ssh_channel_get_exit_status(channel);
    ssh_channel_free(channel);
    co_return status;
  }

 private:
  template <class Call>
  awaitable<void> repeat(int again, Call call) {
    int answer = 0;
    while ((answer = call()) == again) co_await wait();
    if (answer != 0) throw std::runtime_error(ssh_get_error(session_));
  }

  awaitable<void> wait() {
    const bool write = (ssh_get_poll_flags(session_) & SSH_WRITE_PENDING) != 0;
    co_await descriptor_->async_wait(write ? Descriptor::wait_write : Descriptor::wait_read,
                                     net::use_awaitable);
  }

  ssh_session session_;
  std::optional<Descriptor> descriptor_;
};

awaitable<void> work(const Job& job, ssh_key key, Tally& tally) {
  while (tally.left-- > 0) {
    try {
      Session session;
      co_await session.log_in(job, key);
      for (int i = 0; i < job.commands; ++i)
        ++(co_await session.run("exec sh -c 'echo hello; exit 3'") == 3 ? tally.good : tally.bad);
    } catch (const std::exception& error) {
      fmt::print(stderr, "{}\n", error.what());
      ++tally.bad;
    }
  }
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

int main(int count, char** words) {
  if (count != 9) {
    fmt::print(stderr,
               "usage: libssh_bare ADDRESS PORT USER KEY KNOWN_HOSTS SESSIONS COMMANDS "
               "AT_ONCE\n");
    return 2;
  }
  const Job job{.address = words[1],
                .port = static_cast<unsigned>(std::atoi(words[2])),
                .user = words[3],
                .key_file = words[4],
                .known_hosts = words[5],
                .sessions = std::atoi(words[6]),
                .commands = std::atoi(words[7]),
                .at_once = std::atoi(words[8])};
  ssh_key key = nullptr;
  if (ssh_pki_import_privkey_file(job.key_file.c_str(), nullptr, nullptr, nullptr, &key) !=
      SSH_OK) {
    fmt::print(stderr, "can't read {}\n", job.key_file);
    return 2;
  }
  net::io_context loop(1);
  Tally tally{.left = job.sessions};
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < job.at_once; ++i) net::co_spawn(loop, work(job, key, tally), net::detached);
  loop.run();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  fmt::print("good {} bad {} wall {:.2f} s cpu {:.2f} s\n", tally.good, tally.bad, wall.count(),
             cpu_seconds());
  ssh_key_free(key);
  return tally.bad == 0 ? 0 : 1;
}
