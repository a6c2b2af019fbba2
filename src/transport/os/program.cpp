#include "transport/os/program.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/write.hpp>
#include <sys/wait.h>

#include <array>
#include <csignal>

namespace fettle::transport {
namespace {

using Stream = net::posix::stream_descriptor;

constexpr std::chrono::seconds kGraceForOutput{1};

/// A program under way. Its readers hold it, and stop when nobody listens any more.
struct Program {
  Program(const net::any_io_executor& executor, Child child, ExecListener& hearer,
          std::shared_ptr<AsyncEvent> to_notify, WhenAbandoned fate)
      : pid(child.pid),
        in(executor, child.in.release()),
        out(executor, child.out.release()),
        err(executor, child.err.release()),
        ended(executor, child.ended.release()),
        listener(&hearer),
        changed(std::move(to_notify)),
        when_abandoned(fate) {}

  /// The listener goes: whatever comes from now on is of no interest.
  void leave() {
    listener = nullptr;
    boost::system::error_code error;
    in.close(error);
    out.close(error);
    err.close(error);
    if (!over && when_abandoned == WhenAbandoned::kIsEnded) ::kill(pid, SIGTERM);
  }

  pid_t pid;
  Stream in;
  Stream out;
  Stream err;
  Stream ended;
  ExecListener* listener;
  std::shared_ptr<AsyncEvent> changed;
  WhenAbandoned when_abandoned;
  int open_streams = 2;
  bool over = false;
  int exit_status = 0;
};

/// One for the thread: what is read is heard before anybody else can read.
std::array<char, std::size_t{32} * 1024>& shared_buffer() {
  thread_local std::array<char, std::size_t{32} * 1024> buffer;
  return buffer;
}

enum class Which { kOut, kErr };

Awaitable<void> read_stream(std::shared_ptr<Program> program, Which which) {
  Stream& stream = which == Which::kOut ? program->out : program->err;
  boost::system::error_code error;
  stream.non_blocking(true, error);
  while (program->listener != nullptr) {
    const auto [waited] = co_await stream.async_wait(Stream::wait_read, kTuple);
    if (waited || program->listener == nullptr) break;
    const std::size_t size = stream.read_some(net::buffer(shared_buffer()), error);
    if (error == net::error::would_block) continue;
    if (error) break;
    const std::string_view bytes(shared_buffer().data(), size);
    if (which == Which::kOut)
      program->listener->out(bytes);
    else
      program->listener->err(bytes);
    program->changed->notify_all();
  }
  --program->open_streams;
  program->changed->notify_all();
}

Awaitable<void> write_input(std::shared_ptr<Program> program, std::string first) {
  std::optional<std::string> input = std::move(first);
  while (input) {
    if (input->empty())
      co_await program->changed->wait(Deadline::max());
    else
      co_await net::async_write(program->in, net::buffer(*input), kTuple);
    if (program->listener == nullptr || program->over) break;
    input = program->listener->more_input();
  }
  boost::system::error_code error;
  program->in.close(error);
}

/// Also collects the programs that nobody listens to any more.
Awaitable<void> await_end(std::shared_ptr<Program> program) {
  co_await program->ended.async_wait(Stream::wait_read, kTuple);
  int status = 0;
  if (waitpid(program->pid, &status, WNOHANG) == program->pid)
    program->exit_status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  program->over = true;
  program->changed->notify_all();
}

/// Ties a program's listener to a frame, which may be destroyed at any point.
struct Listening {
  std::shared_ptr<Program> program;
  explicit Listening(std::shared_ptr<Program> heard) : program(std::move(heard)) {}
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;
  ~Listening() { program->leave(); }
};

}  // namespace

Awaitable<ExecEnd> run_program(Result<Child> child, std::string input, ExecListener& listener,
                               Deadline deadline, std::shared_ptr<AsyncEvent> changed,
                               WhenAbandoned when_abandoned) {
  if (!child)
    co_return ExecEnd{.kind = ExecEnd::Kind::kNotStarted, .exit_status = 0, .error = child.error()};
  const auto executor = co_await net::this_coro::executor;
  const auto program = std::make_shared<Program>(executor, std::move(*child), listener,
                                                 std::move(changed), when_abandoned);
  const Listening listening(program);
  net::co_spawn(executor, write_input(program, std::move(input)), net::detached);
  net::co_spawn(executor, read_stream(program, Which::kOut), net::detached);
  net::co_spawn(executor, read_stream(program, Which::kErr), net::detached);
  net::co_spawn(executor, await_end(program), net::detached);

  const ExecEnd left{.kind = ExecEnd::Kind::kAbandoned, .exit_status = 0, .error = {}};
  bool grace = false;
  while (!program->over || program->open_streams > 0) {
    if (listener.cancelled()) co_return left;
    if (program->over && !grace) {
      grace = true;
      deadline = std::min(deadline, Clock::now() + kGraceForOutput);
    }
    if (co_await program->changed->wait(deadline)) continue;
    if (grace) break;
    co_return left;
  }
  co_return ExecEnd{
      .kind = ExecEnd::Kind::kExited, .exit_status = program->exit_status, .error = {}};
}

}  // namespace fettle::transport
