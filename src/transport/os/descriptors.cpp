#include "transport/os/descriptors.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace fettle::transport {
namespace {

/// Enough for all targets of a batch at once; beyond it tables of the kernel grow for nothing.
constexpr rlim_t kSensible = 65'536;

rlimit read_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) limit = {.rlim_cur = 1024, .rlim_max = 1024};
  return limit;
}

}  // namespace

const rlimit& first_descriptor_limit() {
  static const rlimit kFirst = read_limit();
  return kFirst;
}

int raise_descriptor_limit() {
  rlimit limit = first_descriptor_limit();
  limit.rlim_cur = std::max(limit.rlim_cur, std::min(limit.rlim_max, kSensible));
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) limit = read_limit();
  return static_cast<int>(std::min(limit.rlim_cur, kSensible));
}

int open_descriptors() {
  std::error_code error;
  std::filesystem::directory_iterator each("/proc/self/fd", error);
  int count = 0;
  for (; !error && each != std::filesystem::directory_iterator(); each.increment(error)) ++count;
  return count;
}

}  // namespace fettle::transport
