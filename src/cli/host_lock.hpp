// One host, one session: two runs that meet on a host would change it under each other's feet. The
// lock is the operating system's, a byte of one file for each host, and goes with the process. It
// knows a host by its address and port as they are written, and sees the runs of this user on this
// machine, whatever their databases are; another name of the same host is another host to it.
#pragma once

#include <span>
#include <string>
#include <utility>

#include "base/result.hpp"
#include "core/fleet/server.hpp"

namespace fettle::cli {

class HostLock {
 public:
  /// All of `targets`, or kBusy naming the first that another process works on. The file is made in
  /// `folder`. One at a time in a process: closing any of them would drop the locks of all.
  static Result<HostLock> take(const std::string& folder, std::span<const fleet::Target> targets);
  HostLock(HostLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  HostLock& operator=(HostLock&&) = delete;
  ~HostLock();

 private:
  explicit HostLock(int file) : file_(file) {}
  int file_ = -1;
};

/// Where the locks of this user are, whatever database is used: the folder of the default one, or
/// that of `database` where there is none.
std::string lock_folder(const std::string& database);

}  // namespace fettle::cli
