#include "cli/host_guard.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>

#include "cli/files.hpp"

namespace fettle::cli {
namespace {

/// FNV-1a, kept positive: the byte of the file that stands for a host.
struct flock byte_of(std::string_view host, short type) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : host) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  struct flock range{};
  range.l_type = type;
  range.l_whence = SEEK_SET;
  range.l_start = static_cast<off_t>(hash >> 2U);
  range.l_len = 1;
  return range;
}

int open_file(const std::string& folder) {
  const auto path = (std::filesystem::path(folder) / "hosts.lock").string();
  return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

}  // namespace

FileHostGuard::~FileHostGuard() {
  if (file_ >= 0) ::close(file_);
}

std::optional<std::string> FileHostGuard::enter(std::string_view host) {
  if (const auto known = entered_.find(host); known != entered_.end()) {
    ++known->second;
    return std::nullopt;
  }
  if (file_ < 0) file_ = open_file(folder_);
  if (file_ < 0) return std::nullopt;
  auto range = byte_of(host, F_WRLCK);
  if (::fcntl(file_, F_SETLK, &range) == 0) {
    entered_.emplace(host, 1);
    return std::nullopt;
  }
  range = byte_of(host, F_WRLCK);
  const bool known = ::fcntl(file_, F_GETLK, &range) == 0 && range.l_type != F_UNLCK;
  return known ? fmt::format("process {}, with another database,", range.l_pid)
               : std::string("another process, with another database,");
}

void FileHostGuard::leave(std::string_view host) {
  const auto known = entered_.find(host);
  if (known == entered_.end() || --known->second > 0) return;
  entered_.erase(known);
  auto range = byte_of(host, F_UNLCK);
  ::fcntl(file_, F_SETLK, &range);
}

std::string guard_folder(const std::string& database) {
  if (const auto place = default_database()) {
    return std::filesystem::path(*place).parent_path().string();
  }
  const auto folder = std::filesystem::path(database).parent_path();
  return folder.empty() ? "." : folder.string();
}

}  // namespace fettle::cli
