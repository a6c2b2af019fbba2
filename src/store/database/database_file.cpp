#include "store/database/database_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "base/regular_file.hpp"
#include "core/document/shell.hpp"

namespace fettle::store {
namespace {

constexpr std::array<std::string_view, 3> kBeside{"-wal", "-shm", "-journal"};

std::unexpected<Error> refuse(std::string message) {
  return fail(ErrorCode::kInvalid, std::move(message));
}

Result<void> check(const std::string& path, const struct stat& status) {
  if (const std::string kind = unusual_kind(status.st_mode); !kind.empty())
    return refuse(fmt::format("{} is {}: name a file for the database", path, kind));
  // What root wrote, only root could change.
  if (status.st_uid != ::geteuid() && status.st_uid != 0)
    return refuse(
        fmt::format("the database {} belongs to another account (uid {}), which could change what "
                    "runs: work as that account, or name a database of your own",
                    path, status.st_uid));
  if ((status.st_mode & S_IWOTH) != 0)
    return refuse(
        fmt::format("anybody may write the database {}: make sure that it is yours, then "
                    "chmod o-w {}",
                    path, document::shell_quote(path)));
  return {};
}

}  // namespace

Result<bool> check_database_file(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    if (::lstat(path.c_str(), &status) == 0)
      return refuse(fmt::format("the database {} is a symbolic link that leads nowhere", path));
    return false;
  }
  FETTLE_TRY_VOID(check(path, status));
  // SQLite takes these for its own, beside the file that a link leads to.
  std::error_code error;
  const auto real = std::filesystem::canonical(path, error);
  if (error) return fail(ErrorCode::kIo, fmt::format("{}: {}", path, error.message()));
  for (const auto suffix : kBeside) {
    const std::string beside = real.string() + std::string(suffix);
    if (::lstat(beside.c_str(), &status) == 0) FETTLE_TRY_VOID(check(beside, status));
  }
  return true;
}

}  // namespace fettle::store
