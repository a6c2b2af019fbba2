#include "cli/demo_fleet.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <utility>

#include "cli/demo_process.hpp"
#include "cli/files.hpp"
#include "transport/os/account.hpp"

namespace fettle::cli {
namespace {

/// sshd starts itself again for each connection and so wants its whole path.
constexpr const char* kServer = "/usr/sbin/sshd";
constexpr std::size_t kLogBytesMax = 65'536;
constexpr int kPortTries = 5;
constexpr std::chrono::milliseconds kLookEvery{10};
constexpr std::chrono::seconds kStartMax{10};

constexpr std::string_view kServerConfig = R"(Port {port}
ListenAddress 127.0.0.1
HostKey "{folder}/host_key"
AuthorizedKeysFile "{keys}"
PidFile none
PermitRootLogin yes
PasswordAuthentication no
KbdInteractiveAuthentication no
StrictModes no
UsePAM {pam}
MaxStartups 100
UseDNS no
PrintMotd no
SetEnv "HOME={folder}" "FETTLE_HOME={folder}/.fettle" FETTLE_DEMO_HOST={name} "FETTLE_DEMO_ROOT={folder}"
)";

// --- ports ------------------------------------------------------------------------------------

class LoopbackSocket {
 public:
  explicit LoopbackSocket(std::uint16_t port)
      : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address_.sin_family = AF_INET;
    address_.sin_port = htons(port);
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  }

  bool connect() { return ::connect(descriptor_.get(), raw(), sizeof address_) == 0; }
  /// The port that the system gives; 0 where it has none.
  std::uint16_t bind() {
    socklen_t size = sizeof address_;
    const bool bound = ::bind(descriptor_.get(), raw(), size) == 0 &&
                       ::getsockname(descriptor_.get(), raw(), &size) == 0;
    return bound ? ntohs(address_.sin_port) : 0;
  }

 private:
  sockaddr* raw() { return reinterpret_cast<sockaddr*>(&address_); }

  transport::Descriptor descriptor_;
  sockaddr_in address_{};
};

std::uint16_t free_port() { return LoopbackSocket(0).bind(); }

/// Waits until the server answers at its port, or has ended.
bool comes_up(pid_t server, std::uint16_t port) {
  const auto deadline = std::chrono::steady_clock::now() + kStartMax;
  while (std::chrono::steady_clock::now() < deadline) {
    if (::waitpid(server, nullptr, WNOHANG) == server) return false;
    if (LoopbackSocket(port).connect()) return true;
    ::poll(nullptr, 0, static_cast<int>(kLookEvery.count()));
  }
  return false;
}

// --- what must be there -----------------------------------------------------------------------

Result<std::string> user_name() {
  if (auto account = transport::account_of(::geteuid())) return std::move(account->user);
  return fail(
      ErrorCode::kNotFound,
      fmt::format("user {} has no name on this machine, so no SSH server lets it in", ::geteuid()));
}

Result<void> check_server() {
  if (::access(kServer, X_OK) != 0) {
    return fail(ErrorCode::kNotFound,
                fmt::format("{} is missing: the demo's servers are real ones; "
                            "apt install openssh-server",
                            kServer));
  }
  // Where no sshd of the system's has ever run, root's needs this; it stays, as others share it.
  if (::geteuid() == 0) ::mkdir("/run/sshd", 0755);
  return {};
}

Result<void> make_key(const std::string& file, const std::string& log) {
  FETTLE_TRY(status, run_program({.arguments = {"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C",
                                                "fettle-demo", "-f", file},
                                  .log = log}));
  if (status == kNotStarted) {
    return fail(ErrorCode::kNotFound, "ssh-keygen is missing: apt install openssh-client");
  }
  if (status != 0) {
    return fail(ErrorCode::kIo, fmt::format("ssh-keygen ended with {}: {}", status,
                                            read_file(log, kLogBytesMax).value_or("")));
  }
  return {};
}

/// sshd lets nobody into a locked account, keys or not, unless PAM is asked.
bool is_locked(const std::string& user) {
  std::ifstream shadow("/etc/shadow");
  for (std::string line; std::getline(shadow, line);) {
    if (line.starts_with(user + ":!")) return true;
  }
  return false;
}

}  // namespace

Result<std::unique_ptr<DemoFleet>> DemoFleet::start() {
  FETTLE_TRY_VOID(check_server());
  FETTLE_TRY(user, user_name());
  adopt_orphans();
  FETTLE_TRY(folder, DemoFolder::make());
  std::unique_ptr<DemoFleet> fleet(new DemoFleet(std::move(folder), std::move(user)));
  FETTLE_TRY_VOID(make_key(fleet->file("user_key"), fleet->file("ssh-keygen.log")));
  for (const auto* name : {"web1", "web2", "web3"}) FETTLE_TRY_VOID(fleet->start_host(name));
  FETTLE_TRY_VOID(fleet->write_lists());
  // Orphans of the servers are ours now and must not stay zombies: who cancels a step waits until
  // its whole process group has gone.
  static_cast<void>(std::signal(SIGCHLD, SIG_IGN));
  return fleet;
}

// A port found free may be taken before sshd has it: then the next one.
Result<void> DemoFleet::start_host(const std::string& name) {
  DemoHost host{.name = name, .folder = file(name)};
  std::error_code error;
  std::filesystem::create_directory(host.folder, error);
  const auto log = host.folder + "/sshd.log";
  FETTLE_TRY_VOID(make_key(host.folder + "/host_key", log));
  const auto config = host.folder + "/sshd_config";
  for (int tried = 0; tried < kPortTries; ++tried) {
    host.port = free_port();
    FETTLE_TRY_VOID(write_file(
        config,
        fmt::format(kServerConfig, fmt::arg("port", host.port), fmt::arg("folder", host.folder),
                    fmt::arg("name", name), fmt::arg("keys", file("user_key.pub")),
                    fmt::arg("pam", is_locked(user_) ? "yes" : "no"))));
    FETTLE_TRY(server,
               start_program({.arguments = {kServer, "-D", "-e", "-f", config}, .log = log}));
    if (comes_up(server, host.port)) {
      hosts_.push_back(std::move(host));
      return {};
    }
  }
  return fail(ErrorCode::kIo, fmt::format("{} does not start an SSH server; it says:\n{}", kServer,
                                          read_file(log, kLogBytesMax).value_or("nothing")));
}

Result<void> DemoFleet::write_lists() const {
  std::string inventory = "[web]\n";
  std::string known;
  for (const auto& host : hosts_) {
    inventory += fmt::format("{} ansible_host=127.0.0.1 ansible_port={} ansible_user={}\n",
                             host.name, host.port, user_);
    FETTLE_TRY(key, read_file(host.folder + "/host_key.pub", kLogBytesMax));
    known += fmt::format("[127.0.0.1]:{} {}", host.port, key);
  }
  FETTLE_TRY_VOID(write_file(file("hosts.ini"), inventory));
  return write_file(file("known_hosts"), known);
}

}  // namespace fettle::cli
