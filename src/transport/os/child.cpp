#include "transport/os/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <system_error>
#include <vector>

#include "transport/os/descriptors.hpp"

namespace fettle::transport {
namespace {

struct Pipe {
  Descriptor read;
  Descriptor write;
};

std::unexpected<Error> failed(std::string_view what, int reason) {
  return fail(ErrorCode::kUnreachable,
              fmt::format("{}: {}", what, std::generic_category().message(reason)));
}

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return failed("no pipe", errno);
  return Pipe{.read = Descriptor(ends[0]), .write = Descriptor(ends[1])};
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (auto& text : texts) result.push_back(text.data());
  return result;
}

std::vector<char*> passed_environment(std::vector<std::string>& added) {
  std::vector<char*> result = pointers_to(added);
  const auto is_added = [&](std::string_view entry) {
    const std::string_view name = entry.substr(0, entry.find('=') + 1);
    return std::ranges::any_of(added, [&](const auto& each) { return each.starts_with(name); });
  };
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view entry(*each);
    if (is_added(entry)) continue;  // of two entries a shell takes the last
    if (!entry.starts_with("FETTLE_") || entry.starts_with("FETTLE_HOME=") ||
        entry.starts_with("FETTLE_BOOT_ID_FILE="))
      result.push_back(*each);
  }
  result.push_back(nullptr);
  return result;
}

class SpawnPlan {
 public:
  SpawnPlan() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_,
                             POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  void use(const Pipe& in, const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_adddup2(&actions_, in.read.get(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, out.write.get(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, err.write.get(), STDERR_FILENO);
  }
  /// The first terminal that the leader of a new session opens is its own.
  void use_terminal(const char* name) {
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, name, O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions_, STDIN_FILENO, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, STDIN_FILENO, STDERR_FILENO);
  }

  int spawn(std::vector<std::string> arguments, std::vector<std::string> added, pid_t& pid) {
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    std::vector<char*> words = pointers_to(arguments);
    words.push_back(nullptr);
    const auto environment = passed_environment(added);
    return posix_spawnp(&pid, words.front(), &actions_, &attributes_, words.data(),
                        environment.data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

Result<Child> spawn(SpawnPlan& plan, const std::vector<std::string>& arguments,
                    const std::vector<std::string>& added) {
  Child child;
  if (const int error = plan.spawn(arguments, added, child.pid); error != 0)
    return failed(arguments.front() + " can't be started", error);
  // It expects what we were started with: some programs walk through all that they might have open.
  prlimit(child.pid, RLIMIT_NOFILE, &first_descriptor_limit(), nullptr);
  child.ended = Descriptor(static_cast<int>(syscall(SYS_pidfd_open, child.pid, 0)));
  if (child.ended.get() >= 0) return child;
  const int reason = errno;
  kill(child.pid, SIGKILL);
  waitpid(child.pid, nullptr, 0);
  return failed("can't watch a program (pidfd_open)", reason);
}

/// Our end of a new terminal.
Result<Descriptor> open_terminal() {
  Descriptor terminal(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  if (terminal.get() < 0 || grantpt(terminal.get()) != 0 || unlockpt(terminal.get()) != 0)
    return failed("no terminal", errno);
  return terminal;
}

Result<Child> spawn_on_terminal(const std::vector<std::string>& arguments) {
  FETTLE_TRY(in, open_terminal());
  std::array<char, 64> name{};
  if (ptsname_r(in.get(), name.data(), name.size()) != 0) return failed("no terminal", errno);
  Descriptor out(fcntl(in.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
  if (out.get() < 0) return failed("no terminal", errno);
  FETTLE_TRY(err, make_pipe());  // says nothing
  SpawnPlan plan;
  plan.use_terminal(name.data());
  FETTLE_TRY(child, spawn(plan, arguments, {}));
  child.in = std::move(in);
  child.out = std::move(out);
  child.err = std::move(err.read);
  return std::move(child);
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

Result<Child> spawn_program(const std::vector<std::string>& arguments,
                            const std::vector<std::string>& added) {
  FETTLE_TRY(in, make_pipe());
  FETTLE_TRY(out, make_pipe());
  FETTLE_TRY(err, make_pipe());
  SpawnPlan plan;
  plan.use(in, out, err);
  FETTLE_TRY(child, spawn(plan, arguments, added));
  child.in = std::move(in.write);
  child.out = std::move(out.read);
  child.err = std::move(err.read);
  return std::move(child);
}

Result<Child> spawn_shell(const ShellCommand& command) {
  const std::vector<std::string> arguments{"/bin/sh", "-c", command.text};
  if (command.streams == Streams::kTerminal) return spawn_on_terminal(arguments);
  return spawn_program(arguments);
}

}  // namespace fettle::transport
