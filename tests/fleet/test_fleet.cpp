#include "tests/fleet/test_fleet.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace fettle::fleet_test {
namespace {

constexpr const char* kServer = "/usr/sbin/sshd";
constexpr int kPortTries = 5;

class Socket {
 public:
  Socket() : number_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  ~Socket() { close(number_); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  int get() const { return number_; }

 private:
  int number_;
};

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool answers(std::uint16_t port) {
  const Socket socket;
  const sockaddr_in address = loopback(port);
  return connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

pid_t spawn(const std::vector<std::string>& arguments) {
  std::vector<std::string> copies = arguments;
  std::vector<char*> pointers;
  for (auto& each : copies) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (int stream = 0; stream < 3; ++stream)
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  pid_t pid = 0;
  const int error =
      posix_spawn(&pid, pointers.front(), &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("can't start " + arguments.front());
  return pid;
}

void make_key(const std::string& file) {
  must_run({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "fettle-test", "-f", file});
}

/// sshd's children, found by their parent, whatever they were renamed to.
std::vector<pid_t> children_of(pid_t parent) {
  std::vector<pid_t> result;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream stat(entry.path() / "stat");
    std::string text;
    std::getline(stat, text);
    const std::size_t end = text.rfind(')');
    char state = 0;
    pid_t found = 0;
    if (end != std::string::npos &&
        std::sscanf(text.c_str() + end + 1, " %c %d", &state, &found) == 2 && found == parent)
      result.push_back(std::stoi(name));
  }
  return result;
}

}  // namespace

std::uint16_t free_port() {
  const Socket socket;
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
      getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

TestHost::TestHost(const Sandbox& sandbox, int number, const std::string& extra_config)
    : folder_(sandbox.file(fmt::format("host{}", number))) {
  std::filesystem::create_directories(folder_);
  make_key(file("host_key"));
  change_boot_id();
  write_file(
      file("sshd_config.rest"),
      fmt::format("ListenAddress 127.0.0.1\nHostKey {0}/host_key\nPidFile none\n"
                  "AuthorizedKeysFile {1}\nUsePAM no\nStrictModes no\n"
                  "PasswordAuthentication no\nKbdInteractiveAuthentication no\n"
                  "PermitRootLogin yes\nMaxStartups 1000\nMaxSessions 100\n"
                  // A home of its own: nobody's start-up files slow the tests down.
                  "PermitUserEnvironment no\nPrintMotd no\nPrintLastLog no\nUseDNS no\n"
                  "SetEnv HOME={0} FETTLE_HOME={0}/home FETTLE_BOOT_ID_FILE={0}/boot_id\n{2}\n",
                  folder_, sandbox.file("authorized_keys"), extra_config));
  start();
}

TestHost::~TestHost() {
  resume();
  stop();
}

// A port found free may be taken before sshd binds it: then the next one.
void TestHost::start() {
  for (int attempt = 0; attempt < kPortTries; ++attempt) {
    if (port_ == 0) port_ = free_port();
    write_file(file("sshd_config"),
               fmt::format("Port {}\n{}", port_, read_file(file("sshd_config.rest"))));
    pid_ = spawn({kServer, "-D", "-f", file("sshd_config"), "-E", file("sshd.log")});
    int status = 0;
    const bool up = eventually([&] {
      if (waitpid(pid_, &status, WNOHANG) == pid_) pid_ = 0;
      return pid_ == 0 || answers(port_);
    });
    if (up && pid_ != 0) return;
    port_ = 0;
  }
  throw std::runtime_error("sshd does not start: " + read_file(file("sshd.log")));
}

void TestHost::stop() {
  if (pid_ == 0) return;
  signal_all(SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

void TestHost::restart() {
  stop();
  start();
}

void TestHost::pause() { signal_all(SIGSTOP); }
void TestHost::resume() { signal_all(SIGCONT); }

// All are found before the first is signalled: an orphan is nobody's child any more.
void TestHost::signal_all(int signal) {
  if (pid_ == 0) return;
  std::vector<pid_t> servers{pid_};
  for (std::size_t i = 0; i < servers.size(); ++i)
    for (const pid_t child : children_of(servers[i]))
      if (read_file(fmt::format("/proc/{}/comm", child)) == "sshd\n") servers.push_back(child);
  for (const pid_t server : servers) kill(server, signal);
}

void TestHost::change_boot_id() {
  const std::string temporary = file("boot_id.new");
  write_file(temporary, fmt::format("00000000-0000-4000-8000-{:012}\n", ++boots_));
  std::filesystem::rename(temporary, file("boot_id"));
}

// A file in the folder's place stops root as well, which permissions would not.
void TestHost::make_home_unwritable() {
  std::filesystem::remove_all(file("home"));
  write_file(file("home"), "not a folder");
}

int TestHost::count() const {
  const std::string text = read_file(file("counter"));
  return static_cast<int>(std::ranges::count(text, '\n'));
}

int TestHost::connections() const { return static_cast<int>(children_of(pid_).size()); }

std::string TestHost::public_host_key() const {
  const std::string text = read_file(file("host_key.pub"));
  return text.substr(0, text.rfind(' '));
}

TestFleet::TestFleet(int hosts, const std::string& extra_config) {
  if (geteuid() == 0) mkdir("/run/sshd", 0755);
  make_key(user_key());
  write_file(sandbox_.file("authorized_keys"), read_file(user_key() + ".pub"));
  write_file(sandbox_.file("ssh_config"), "");
  for (int number = 0; number < hosts; ++number) {
    hosts_.push_back(std::make_unique<TestHost>(sandbox_, number, extra_config));
    know(number, hosts_.back()->port());
  }
}

void TestFleet::know(int number, std::uint16_t port) {
  std::ofstream(known_hosts(), std::ios::app) << fmt::format(
      "[127.0.0.1]:{} {}\n", port, hosts_[static_cast<std::size_t>(number)]->public_host_key());
}

fleet::Server TestFleet::server(int number) const {
  fleet::Server server;
  server.name = fmt::format("host{}", number);
  server.address = "127.0.0.1";
  server.port = hosts_[static_cast<std::size_t>(number)]->port();
  server.user = getpwuid(geteuid())->pw_name;
  server.identity_file = user_key();
  return server;
}

fleet::Target TestFleet::target(int number) const {
  return {.label = fmt::format("host{}", number), .server = server(number)};
}

transport::Settings TestFleet::settings() const {
  transport::Settings settings;
  settings.known_hosts_file = known_hosts();
  settings.global_known_hosts_file = "/dev/null";
  settings.ssh_config_file = sandbox_.file("ssh_config");
  settings.retry_delay = std::chrono::milliseconds(20);
  settings.kill_grace = std::chrono::seconds(1);
  return settings;
}

}  // namespace fettle::fleet_test
