#include "cli/demo_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace fettle::cli {
namespace {

/// In the new process: only what is safe there, nothing that allocates.
[[noreturn]] void become(const Program& program, char* const* arguments, pid_t parent) {
  ::setsid();
  ::prctl(PR_SET_PDEATHSIG, program.signal_when_we_end);
  const int log = ::open(program.log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  const int input = program.input < 0 ? ::open("/dev/null", O_RDONLY) : program.input;
  const bool ended_meanwhile = program.signal_when_we_end != 0 && ::getppid() != parent;
  if (!ended_meanwhile && ::dup2(input, STDIN_FILENO) >= 0 && ::dup2(log, STDOUT_FILENO) >= 0 &&
      ::dup2(log, STDERR_FILENO) >= 0) {
    ::execvp(arguments[0], arguments);
  }
  ::_exit(kNotStarted);
}

std::vector<pid_t> children() {
  std::vector<pid_t> found;
  std::error_code error;
  for (std::filesystem::directory_iterator thread("/proc/self/task", error), end;
       !error && thread != end; thread.increment(error)) {
    std::ifstream list(thread->path() / "children");
    for (pid_t child = 0; list >> child;) found.push_back(child);
  }
  return found;
}

}  // namespace

Result<pid_t> start_program(const Program& program) {
  auto copies = program.arguments;
  std::vector<char*> arguments;
  arguments.reserve(copies.size() + 1);
  for (auto& each : copies) arguments.push_back(each.data());
  arguments.push_back(nullptr);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) become(program, arguments.data(), parent);
  if (child > 0) return child;
  return fail(ErrorCode::kIo, fmt::format("{} can't be started: {}", program.arguments.front(),
                                          std::generic_category().message(errno)));
}

Result<int> run_program(const Program& program) {
  FETTLE_TRY(child, start_program(program));
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void adopt_orphans() { ::prctl(PR_SET_CHILD_SUBREAPER, 1); }

// The children of those that end become ours; after a few rounds nobody is left.
void end_descendants(pid_t spared) {
  for (;;) {
    auto left = children();
    std::erase(left, spared);
    if (left.empty()) return;
    for (const pid_t child : left) ::kill(child, SIGKILL);
    for (const pid_t child : left) ::waitpid(child, nullptr, 0);
  }
}

}  // namespace fettle::cli
