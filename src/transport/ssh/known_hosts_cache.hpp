// The known_hosts files of the whole process: each is read and indexed once, by a thread of its
// own, and again when it changes; what was asked for a name is kept as long. All sessions share
// them. Belongs to the loop's thread; the threads see a file's name or its index alone.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "transport/os/asio.hpp"
#include "transport/os/worker_pool.hpp"
#include "transport/ssh/host_trust.hpp"

namespace fettle::transport {

/// The index of `file`; an empty one where there is no such file, or it is /dev/null. Blocks.
/// Errors: kIo or kInvalid where it can't be read, is no regular file or larger than 128 MiB.
Result<std::shared_ptr<const KnownHostsFile>> read_known_hosts(const std::string& file);

class KnownHostsCache : public std::enable_shared_from_this<KnownHostsCache> {
 public:
  explicit KnownHostsCache(net::any_io_executor loop) : loop_(std::move(loop)) {}

  /// What `files` say of a host. Empty when `deadline` came first.
  Awaitable<std::optional<HostKeys>> find(std::vector<std::string> files, HostNames names,
                                          Deadline deadline);

  /// Waits for the threads, which finish the file or the name that they are at.
  void stop();

 private:
  using KeysOf = std::vector<KnownKey> HostKeys::*;
  struct Stamp;
  struct File;
  std::shared_ptr<File> current(const std::string& name);
  Awaitable<bool> find_name(HostKeys& host, std::string name, KeysOf keys, Deadline deadline);

  net::any_io_executor loop_;
  std::map<std::string, std::shared_ptr<File>, std::less<>> files_;
  WorkerPool threads_{2};
};

}  // namespace fettle::transport
