#include "tests/fleet/sandbox.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace fettle::fleet_test {

namespace fs = std::filesystem;

Sandbox::Sandbox() {
  std::string pattern = (fs::temp_directory_path() / "fettle-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

Sandbox::~Sandbox() {
  std::error_code error;
  fs::remove_all(path_, error);
}

Ran run(const std::vector<std::string>& arguments, std::string_view input) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw std::runtime_error("no socket pair");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (int stream = 0; stream < 3; ++stream)
    posix_spawn_file_actions_adddup2(&actions, ends[1], stream);
  std::vector<std::string> copies = arguments;
  std::vector<char*> pointers;
  for (auto& each : copies) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  pid_t pid = 0;
  const int error =
      posix_spawnp(&pid, pointers.front(), &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) throw std::runtime_error("can't start " + arguments.front());

  std::thread writer([&] {
    for (std::string_view rest = input; !rest.empty();) {
      const ssize_t count = send(ends[0], rest.data(), rest.size(), MSG_NOSIGNAL);
      if (count <= 0) break;
      rest.remove_prefix(static_cast<std::size_t>(count));
    }
    shutdown(ends[0], SHUT_WR);
  });
  Ran result;
  std::array<char, 65536> buffer{};
  for (ssize_t count = 0; (count = read(ends[0], buffer.data(), buffer.size())) > 0;)
    result.output.append(buffer.data(), static_cast<std::size_t>(count));
  writer.join();
  close(ends[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  result.exit_status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return result;
}

std::string must_run(const std::vector<std::string>& arguments) {
  Ran result = run(arguments);
  if (result.exit_status != 0)
    throw std::runtime_error(fmt::format("{}: {}", fmt::join(arguments, " "), result.output));
  return std::move(result.output);
}

void install_tool(const std::string& folder, const std::string& name, const std::string& program) {
  fs::create_directories(folder);
  for (const std::string place : {"/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/"}) {
    if (!fs::exists(place + program)) continue;
    fs::create_symlink(place + program, folder + "/" + name);
    return;
  }
  throw std::runtime_error(program + " is not installed: run tools/setup");
}

void write_program(const std::string& path, std::string_view text) {
  fs::create_directories(fs::path(path).parent_path());
  write_file(path, text);
  fs::permissions(path, fs::perms::owner_all);
}

void write_file(const std::string& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

}  // namespace fettle::fleet_test
