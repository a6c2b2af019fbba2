#include "tests/fleet/pseudo_terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <array>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace fettle::fleet_test {
namespace {

constexpr std::chrono::seconds kPatience{30};
constexpr int kLookMilliseconds = 20;

}  // namespace

PseudoTerminal::PseudoTerminal(const std::vector<std::string>& arguments) {
  if (openpty(&ours_, &its_, nullptr, nullptr, nullptr) != 0)
    throw std::runtime_error("no pseudo-terminal");
  start(arguments);
}

PseudoTerminal::~PseudoTerminal() {
  if (!has_ended()) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close(ours_);
  close(its_);
}

// By hand, as posix_spawn gives no controlling terminal, and without one ^C is only a letter.
void PseudoTerminal::start(const std::vector<std::string>& arguments) {
  std::vector<std::string> copies = arguments;
  std::vector<char*> pointers;
  for (auto& each : copies) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error("can't fork");
  if (pid_ > 0) return;
  close(ours_);
  login_tty(its_);
  execvp(pointers.front(), pointers.data());
  _exit(127);
}

void PseudoTerminal::read_some() {
  pollfd readable{.fd = ours_, .events = POLLIN, .revents = 0};
  if (poll(&readable, 1, kLookMilliseconds) != 1) return;
  std::array<char, 4096> buffer{};
  const ssize_t count = read(ours_, buffer.data(), buffer.size());
  if (count > 0) shown_.append(buffer.data(), static_cast<std::size_t>(count));
}

bool PseudoTerminal::has_ended() {
  if (pid_ == 0) return true;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) return false;
  status_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  pid_ = 0;
  return true;
}

bool PseudoTerminal::shows(const std::string& text) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < deadline) {
    const bool ended = has_ended();
    read_some();
    if (const auto found = shown_.find(text, seen_); found != std::string::npos) {
      seen_ = found + text.size();
      return true;
    }
    if (ended) return false;
  }
  return false;
}

void PseudoTerminal::type(const std::string& text) const {
  if (write(ours_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    throw std::runtime_error("the terminal takes no more");
}

void PseudoTerminal::signal(int number) const { kill(pid_, number); }

bool PseudoTerminal::echoes() const {
  termios now{};
  return tcgetattr(its_, &now) == 0 && (now.c_lflag & ECHO) != 0;
}

bool PseudoTerminal::blocks() const { return (fcntl(its_, F_GETFL) & O_NONBLOCK) == 0; }

int PseudoTerminal::finish() {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (!has_ended()) {
    if (std::chrono::steady_clock::now() > deadline) return -1;
    read_some();
  }
  for (std::size_t before = 0; std::exchange(before, shown_.size()) != shown_.size();) read_some();
  return status_;
}

}  // namespace fettle::fleet_test
