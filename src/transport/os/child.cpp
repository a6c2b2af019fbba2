#include "transport/os/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

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

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    return fail(ErrorCode::kUnreachable,
                fmt::format("no pipe: {}", std::generic_category().message(errno)));
  return Pipe{.read = Descriptor(ends[0]), .write = Descriptor(ends[1])};
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (auto& text : texts) result.push_back(text.data());
  return result;
}

std::vector<char*> passed_environment(std::vector<std::string>& added) {
  std::vector<char*> result = pointers_to(added);
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view entry(*each);
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

  int spawn(std::vector<std::string> arguments, std::vector<std::string> added, int in, int out,
            int err, pid_t& pid) {
    posix_spawn_file_actions_adddup2(&actions_, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, err, STDERR_FILENO);
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

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

Result<Child> spawn_program(const std::vector<std::string>& arguments,
                            const std::vector<std::string>& added) {
  FETTLE_TRY(in, make_pipe());
  FETTLE_TRY(out, make_pipe());
  FETTLE_TRY(err, make_pipe());
  Child child;
  SpawnPlan plan;
  const int error =
      plan.spawn(arguments, added, in.read.get(), out.write.get(), err.write.get(), child.pid);
  if (error != 0)
    return fail(ErrorCode::kUnreachable, fmt::format("{} can't be started: {}", arguments.front(),
                                                     std::generic_category().message(error)));
  // It expects what we were started with: some programs walk through all that they might have open.
  prlimit(child.pid, RLIMIT_NOFILE, &first_descriptor_limit(), nullptr);
  child.ended = Descriptor(static_cast<int>(syscall(SYS_pidfd_open, child.pid, 0)));
  if (child.ended.get() < 0) {
    const int reason = errno;
    kill(child.pid, SIGKILL);
    waitpid(child.pid, nullptr, 0);
    return fail(ErrorCode::kUnreachable, fmt::format("can't watch a program (pidfd_open): {}",
                                                     std::generic_category().message(reason)));
  }
  child.in = std::move(in.write);
  child.out = std::move(out.read);
  child.err = std::move(err.read);
  return child;
}

Result<Child> spawn_shell(const std::string& command) {
  return spawn_program({"/bin/sh", "-c", command});
}

}  // namespace fettle::transport
