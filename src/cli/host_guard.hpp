// The guard of hosts among all Fettle processes of this account on this machine, whatever their
// databases. A host is a byte of one file, locked by the operating system, so that nothing of a
// process that has ended is left behind. Two batches of one process don't see each other here.
#pragma once

#include <map>
#include <string>

#include "ports/host_guard.hpp"

namespace fettle::cli {

class FileHostGuard : public ports::HostGuard {
 public:
  /// The file is made in `folder` at first use. Where it can't be made nobody is kept off.
  explicit FileHostGuard(std::string folder) : folder_(std::move(folder)) {}
  FileHostGuard(const FileHostGuard&) = delete;
  FileHostGuard& operator=(const FileHostGuard&) = delete;
  ~FileHostGuard() override;

  std::optional<std::string> enter(std::string_view host) override;
  void leave(std::string_view host) override;

 private:
  std::string folder_;
  int file_ = -1;
  std::map<std::string, int, std::less<>> entered_;  ///< how often, by host
};

/// Where the guard's file is, whatever database is used: the folder of the default one, or that of
/// `database` where there is none.
std::string guard_folder(const std::string& database);

}  // namespace fettle::cli
