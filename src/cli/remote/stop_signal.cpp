#include "cli/remote/stop_signal.hpp"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>

namespace fettle::cli {

StopSignal::StopSignal() {
  sigset_t ours;
  ::sigemptyset(&ours);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction how{};
    if (::sigaction(number, nullptr, &how) == 0 && how.sa_handler == SIG_IGN) continue;
    ::sigaddset(&ours, number);
  }
  ::pthread_sigmask(SIG_BLOCK, &ours, &before_);
  descriptor_ = ::signalfd(-1, &ours, SFD_CLOEXEC | SFD_NONBLOCK);
}

StopSignal::~StopSignal() {
  wait(Milliseconds(0));  // one that waits would end the process before it has said all
  ::close(descriptor_);
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool StopSignal::wait(Milliseconds time) {
  if (has_come_) return false;
  pollfd waited{.fd = descriptor_, .events = POLLIN, .revents = 0};
  if (::poll(&waited, 1, static_cast<int>(time.count())) > 0) read_signals();
  return !has_come_;
}

bool StopSignal::wait_for_input() {
  std::array<pollfd, 2> waited{{{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0},
                                {.fd = descriptor_, .events = POLLIN, .revents = 0}}};
  if (!has_come_ && ::poll(waited.data(), waited.size(), -1) > 0) read_signals();
  return !has_come_;
}

void StopSignal::read_signals() {
  signalfd_siginfo told{};
  while (::read(descriptor_, &told, sizeof told) == sizeof told) has_come_ = true;
}

}  // namespace fettle::cli
