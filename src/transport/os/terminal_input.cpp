#include "transport/os/terminal_input.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/signal_set.hpp>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <utility>

#include "transport/os/asio.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kLineMax = 4096;

/// The terminal, opened once more: whoever started us shares standard input with us, and would
/// find it non-blocking after our end. The name through standard input is for processes without a
/// controlling terminal. -1 where there is no terminal.
int open_terminal() {
  constexpr int kFlags = O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
  const int terminal = open("/dev/tty", kFlags);
  return terminal >= 0 ? terminal : open("/dev/stdin", kFlags);
}

/// As nohup(1) does with SIGHUP, or a shell with the SIGINT of what it starts in the background.
bool is_ignored(int number) {
  struct sigaction action{};
  return sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

struct TerminalInput::State : std::enable_shared_from_this<State> {
  explicit State(net::io_context& context) : context(context), signals(context) {
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
      if (!is_ignored(number)) signals.add(number);
    }
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { show(); }

  net::io_context& context;
  net::signal_set signals;
  std::optional<net::posix::stream_descriptor> input;
  std::string buffer;
  std::optional<termios> shown;  ///< the terminal as it was, while a line is hidden
  std::function<void()> heard;
  std::function<void(std::optional<std::string>)> typed;

  void wait_for_signal() {
    signals.async_wait([self = weak_from_this()](const boost::system::error_code& error, int) {
      const auto state = self.lock();
      if (error || !state) return;
      state->wait_for_signal();
      if (state->show()) state->input->cancel();
      state->heard();
    });
  }

  /// What was typed before the question is no answer to it.
  void discard() {
    buffer.clear();
    if (input) tcflush(input->native_handle(), TCIFLUSH);
  }

  void hide() {
    termios now{};
    if (tcgetattr(STDIN_FILENO, &now) != 0) return;
    shown = now;
    now.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    buffer.clear();
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &now);  // discards as well
  }

  /// Whether a line was hidden.
  bool show() {
    if (!shown) return false;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &*shown);
    shown.reset();
    return true;
  }

  void take_line() {
    show();
    const auto end = buffer.find('\n');
    // What nobody has entered is no answer, whatever was typed when the terminal went away.
    if (end == std::string::npos) return typed(std::nullopt);
    const auto line = buffer.substr(0, end);
    buffer.erase(0, end + 1);
    typed(line);
  }
};

TerminalInput::TerminalInput(AsioLoop& loop) : state_(std::make_shared<State>(loop.context())) {}

TerminalInput::~TerminalInput() = default;

void TerminalInput::on_signal(std::function<void()> heard) {
  state_->heard = std::move(heard);
  state_->wait_for_signal();
}

void TerminalInput::on_line(std::function<void(std::optional<std::string>)> typed) {
  state_->typed = std::move(typed);
}

void TerminalInput::read_line(Echo echo) {
  auto& state = *state_;
  if (!state.input) {
    const int terminal = open_terminal();
    if (terminal < 0)
      return net::post(state.context, [self = std::weak_ptr(state_)] {
        if (const auto alive = self.lock()) alive->typed(std::nullopt);
      });
    state.input.emplace(state.context, terminal);
  }
  if (echo == Echo::kHidden) {
    state.hide();
  } else {
    state.discard();
  }
  net::async_read_until(*state.input, net::dynamic_buffer(state.buffer, kLineMax), '\n',
                        [self = std::weak_ptr(state_)](const auto& error, std::size_t) {
                          const auto alive = self.lock();
                          if (alive && error != net::error::operation_aborted) alive->take_line();
                        });
}

}  // namespace fettle::transport
