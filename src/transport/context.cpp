#include "transport/context.hpp"

#include <glob.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "transport/os/account.hpp"
#include "transport/os/descriptors.hpp"
#include "transport/ssh/ssh_config.hpp"

namespace fettle::transport {
namespace {

constexpr int kIncludesDeep = 16;  // as OpenSSH
constexpr std::size_t kConfigMax = std::size_t{1} << 20;

/// For the database, files that are read, names that are looked up, agents.
constexpr int kReserved = 40;

/// Descriptors that sessions may have in all.
int descriptors_for_sessions() {
  const int limit = raise_descriptor_limit();
  return std::max(limit - open_descriptors() - kReserved, kDescriptorsPerHop);
}

std::string read_file(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::vector<std::string> expand_glob(const std::string& pattern) {
  std::vector<std::string> files;
  glob_t found{};
  // NOLINTNEXTLINE(concurrency-mt-unsafe): only with GLOB_TILDE does it ask the user database
  if (glob(pattern.c_str(), 0, nullptr, &found) == 0)
    files.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  globfree(&found);
  return files;
}

/// The text of `path` with each `Include` replaced by what it names.
void append_config(const std::string& path, const std::string& folder, const std::string& home,
                   int depth, std::string& text) {
  std::istringstream lines(read_file(path));
  for (std::string line; std::getline(lines, line) && text.size() < kConfigMax;) {
    const ConfigLine words = read_config_line(line);
    if (words.keyword != "include") {
      text += line + "\n";
      continue;
    }
    if (depth == kIncludesDeep) continue;
    for (std::string pattern : words.arguments) {
      if (pattern.starts_with("~/")) pattern.replace(0, 1, home);
      if (!pattern.starts_with('/')) pattern.insert(0, folder + "/");
      for (const auto& file : expand_glob(pattern))
        append_config(file, folder, home, depth + 1, text);
    }
  }
}

std::string or_else(const std::string& given, const std::string& usual) {
  return given.empty() ? usual : given;
}

Account account() {
  auto result = account_of(::getuid()).value_or(Account{});
  if (const char* home = std::getenv("HOME"); home != nullptr) result.home = home;
  return result;
}

}  // namespace

Context::Context(net::any_io_executor loop, Settings given)
    : executor(std::move(loop)),
      settings(std::move(given)),
      connects(settings.connects_max),
      descriptors(descriptors_for_sessions()),
      keys(std::make_shared<KeyCache>(executor, settings.passphrase_prompt)),
      known_hosts(std::make_shared<KnownHostsCache>(executor)),
      resolver(std::make_shared<Resolver>(executor)),
      passwords(std::make_shared<PasswordCache>(settings.password_prompt)),
      agents(std::make_shared<SshAgents>(executor, settings.connects_max)),
      random_(std::random_device{}()) {}

std::chrono::milliseconds Context::jittered(std::chrono::milliseconds delay) {
  std::uniform_int_distribution<std::int64_t> spread(delay.count() / 2, delay.count() * 3 / 2);
  return std::chrono::milliseconds(spread(random_));
}

Limiter& Context::jump_limiter(const std::string& host) {
  return jump_limiters_.try_emplace(host, settings.connects_per_jump_host_max).first->second;
}

ClientEnvironment Context::client_environment() const {
  Account here = account();
  ClientEnvironment result;
  if (!settings.ssh_config_file.empty()) {
    append_config(settings.ssh_config_file, here.home + "/.ssh", here.home, 0, result.config_text);
  } else {
    append_config(here.home + "/.ssh/config", here.home + "/.ssh", here.home, 0,
                  result.config_text);
    result.config_text += "Match all\n";
    append_config("/etc/ssh/ssh_config", "/etc/ssh", here.home, 0, result.config_text);
  }
  result.known_hosts_file = or_else(settings.known_hosts_file, here.home + "/.ssh/known_hosts");
  result.global_known_hosts_file =
      or_else(settings.global_known_hosts_file, "/etc/ssh/ssh_known_hosts");
  if (const char* socket = std::getenv("SSH_AUTH_SOCK"); socket != nullptr)
    result.agent_socket = socket;
  result.user = std::move(here.user);
  result.home = std::move(here.home);
  return result;
}

}  // namespace fettle::transport
