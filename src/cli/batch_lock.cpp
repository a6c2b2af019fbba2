#include "cli/batch_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace fettle::cli {
namespace {

constexpr int kOpen = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

std::string lock_path(const std::string& database, const std::string& batch) {
  return fmt::format("{}.{}.lock", database, batch);
}

std::string read_owner(int file) {
  std::array<char, 32> text{};
  const auto size = ::pread(file, text.data(), text.size(), 0);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : "another process";
}

std::string refused(const std::string& path) {
  return fmt::format(
      "the lock {} is not a plain file of this account, so somebody else may have put it there; "
      "remove it, or name another database",
      path);
}

/// Whether the file is still the one at `path`: its last owner may have removed it meanwhile.
bool is_current(int file, const std::string& path) {
  struct stat held{};
  struct stat named{};
  return ::fstat(file, &held) == 0 && ::stat(path.c_str(), &named) == 0 &&
         held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

/// A lock is written to, so it must not lead to another file, by a symbolic or a hard link.
Result<void> check_own(int file, const std::string& path) {
  struct stat held{};
  if (::fstat(file, &held) == 0 && S_ISREG(held.st_mode) && held.st_nlink <= 1 &&
      held.st_uid == ::geteuid())
    return {};
  return fail(ErrorCode::kInvalid, refused(path));
}

}  // namespace

Result<BatchLock> BatchLock::take(const std::string& database, const std::string& batch) {
  const auto path = lock_path(database, batch);
  while (true) {
    const int file = ::open(path.c_str(), kOpen, 0600);
    if (file < 0 && (errno == ELOOP || errno == EISDIR || errno == ENXIO))
      return fail(ErrorCode::kInvalid, refused(path));
    if (file < 0) {
      return fail(ErrorCode::kIo, fmt::format("{} can't be made: {}", path,
                                              std::generic_category().message(errno)));
    }
    BatchLock lock(file, path);
    if (auto own = check_own(file, path); !own) {
      lock.path_.clear();
      return std::unexpected(std::move(own).error());
    }
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
      const auto owner = read_owner(file);
      lock.path_.clear();
      return fail(ErrorCode::kBusy,
                  fmt::format("batch {} is being carried out by {}; wait for it, or stop it first",
                              batch, owner));
    }
    if (!is_current(file, path)) {
      lock.path_.clear();
      continue;
    }
    const auto owner = fmt::format("process {}", ::getpid());
    static_cast<void>(::ftruncate(file, 0));
    static_cast<void>(::pwrite(file, owner.data(), owner.size(), 0));
    return lock;
  }
}

bool BatchLock::is_held(const std::string& database, const std::string& batch) {
  const int file = ::open(lock_path(database, batch).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool held = ::flock(file, LOCK_SH | LOCK_NB) != 0;
  ::close(file);
  return held;
}

BatchLock::~BatchLock() {
  if (file_ < 0) return;
  if (!path_.empty()) ::unlink(path_.c_str());
  ::close(file_);
}

}  // namespace fettle::cli
