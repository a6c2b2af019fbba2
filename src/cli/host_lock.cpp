#include "cli/host_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <system_error>

#include "cli/files.hpp"
#include "cli/view/safe_text.hpp"

namespace fettle::cli {
namespace {

constexpr std::uint16_t kSshPort = 22;

/// `web1.example.org:22` or `local`, in lower case.
std::string key_of(const fleet::Server& server) {
  if (server.transport == fleet::TransportKind::kLocal) return "local";
  auto key = fmt::format("{}:{}", server.address.empty() ? server.name : server.address,
                         server.port == 0 ? kSshPort : server.port);
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return key;
}

/// FNV-1a, kept positive: the byte of the file that stands for a host.
off_t place_of(std::string_view key) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return static_cast<off_t>(hash >> 2U);
}

struct flock byte_at(off_t place) {
  struct flock range{};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = place;
  range.l_len = 1;
  return range;
}

Error held_by_another(int file, const fleet::Target& target, const std::string& key) {
  auto range = byte_at(place_of(key));
  const bool known = ::fcntl(file, F_GETLK, &range) == 0 && range.l_type != F_UNLCK;
  const auto who = known ? fmt::format("process {}", range.l_pid) : std::string("another process");
  return {ErrorCode::kBusy,
          fmt::format("{} ({}) is being worked on by {}; wait for that run, or stop it first. "
                      "Nothing was run",
                      safe_line(target.label, Charset::kUtf8), key, who),
          {},
          {}};
}

}  // namespace

Result<HostLock> HostLock::take(const std::string& folder, std::span<const fleet::Target> targets) {
  const auto path = (std::filesystem::path(folder) / "hosts.lock").string();
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) {
    return fail(ErrorCode::kIo, fmt::format("{} can't be opened: {}", path,
                                            std::generic_category().message(errno)));
  }
  HostLock lock(file);
  for (const auto& target : targets) {
    const auto key = key_of(target.server);
    auto range = byte_at(place_of(key));
    if (::fcntl(file, F_SETLK, &range) == 0) continue;
    if (errno == EACCES || errno == EAGAIN) {
      return std::unexpected(held_by_another(file, target, key));
    }
    return fail(ErrorCode::kIo, fmt::format("{} can't be locked: {}", path,
                                            std::generic_category().message(errno)));
  }
  return lock;
}

HostLock::~HostLock() {
  if (file_ >= 0) ::close(file_);
}

std::string lock_folder(const std::string& database) {
  const auto usual = default_database();
  const std::filesystem::path place(usual ? *usual : database);
  return place.has_parent_path() ? place.parent_path().string() : ".";
}

}  // namespace fettle::cli
