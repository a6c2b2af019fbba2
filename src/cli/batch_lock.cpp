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

std::string read_owner(int file) {
  std::array<char, 32> text{};
  const auto size = ::pread(file, text.data(), text.size(), 0);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : "another process";
}

/// Whether the file is still the one at `path`: its last owner may have removed it meanwhile.
bool is_current(int file, const std::string& path) {
  struct stat held{};
  struct stat named{};
  return ::fstat(file, &held) == 0 && ::stat(path.c_str(), &named) == 0 &&
         held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

}  // namespace

Result<BatchLock> BatchLock::take(const std::string& database, const std::string& batch) {
  const auto path = fmt::format("{}.{}.lock", database, batch);
  while (true) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
      return fail(ErrorCode::kIo, fmt::format("{} can't be made: {}", path,
                                              std::generic_category().message(errno)));
    }
    BatchLock lock(file, path);
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

BatchLock::~BatchLock() {
  if (file_ < 0) return;
  if (!path_.empty()) ::unlink(path_.c_str());
  ::close(file_);
}

}  // namespace fettle::cli
