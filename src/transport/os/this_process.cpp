#include "transport/os/this_process.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <sstream>

namespace fettle::transport {
namespace {

std::string first_word(const char* file) {
  std::string word;
  std::ifstream(file) >> word;
  return word;
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "this host";
}

std::string pid_namespace() {
  std::array<char, 64> link{};
  const auto size = ::readlink("/proc/self/ns/pid", link.data(), link.size());
  return size > 0 ? std::string(link.data(), static_cast<std::size_t>(size)) : "unknown";
}

struct ProcessStat {
  char state = '?';
  std::string start;  ///< clock ticks since the boot; empty where it can't be read
};

/// Fields 3 and 22 of /proc/PID/stat (proc(5)); the second, in parentheses, may hold anything.
ProcessStat read_stat(pid_t pid) {
  std::string line;
  std::getline(std::ifstream(fmt::format("/proc/{}/stat", pid)), line);
  const auto end = line.rfind(')');
  if (end == std::string::npos) return {};
  std::istringstream fields(line.substr(end + 1));
  ProcessStat stat;
  fields >> stat.state;
  for (int field = 4; field <= 22; ++field) fields >> stat.start;
  return stat;
}

std::string marks(const std::string& start) {
  return fmt::format("[{} {} {}]", first_word("/proc/sys/kernel/random/boot_id"), pid_namespace(),
                     start);
}

}  // namespace

std::string process_name() {
  return fmt::format("process {} on {} {}", ::getpid(), host_name(),
                     marks(read_stat(::getpid()).start));
}

bool is_gone(std::string_view name) {
  constexpr std::string_view kBegin = "process ";
  pid_t pid = 0;
  if (!name.starts_with(kBegin)) return false;
  const auto digits = name.substr(kBegin.size());
  if (std::from_chars(digits.data(), digits.data() + digits.size(), pid).ec != std::errc()) {
    return false;
  }
  const auto here = marks("");
  const auto begin = name.rfind(" [");
  if (begin == std::string_view::npos) return false;
  const auto mark = name.substr(begin + 1);
  if (!mark.starts_with(here.substr(0, here.size() - 1))) return false;  // another place
  if (::kill(pid, 0) != 0 && errno == ESRCH) return true;
  const auto stat = read_stat(pid);
  if (stat.state == 'Z' || stat.state == 'X') return true;
  return !stat.start.empty() && mark != marks(stat.start);
}

}  // namespace fettle::transport
