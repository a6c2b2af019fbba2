#include "transport/ssh/known_hosts_cache.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <unordered_map>

#include "base/regular_file.hpp"
#include "transport/os/blocking.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kBytesMax = std::size_t{128} << 20;

using Reading = Result<std::shared_ptr<const KnownHostsFile>>;
using Answer = std::vector<KnownKey>;

void note_once(const std::string& problem, std::vector<std::string>& problems) {
  if (std::ranges::find(problems, problem) == problems.end()) problems.push_back(problem);
}

}  // namespace

Result<std::shared_ptr<const KnownHostsFile>> read_known_hosts(const std::string& file) {
  std::string text;
  if (file != "/dev/null" && file != "none") {
    auto read = read_regular_file(file, kBytesMax);
    if (!read && read.error().code != ErrorCode::kNotFound) return std::unexpected(read.error());
    if (read) text = *std::move(read);
  }
  return std::make_shared<const KnownHostsFile>(file, std::move(text));
}

/// Which contents a name stood for: another file, a change of it, of its owner or permissions.
struct KnownHostsCache::Stamp {
  dev_t device = 0;
  ino_t inode = 0;
  off_t size = 0;
  std::int64_t changed_ns = 0;
  friend bool operator==(const Stamp&, const Stamp&) = default;

  static Stamp of(const std::string& file) {
    struct stat status{};
    if (stat(file.c_str(), &status) != 0) return {};
    return {.device = status.st_dev,
            .inode = status.st_ino,
            .size = status.st_size,
            .changed_ns = status.st_ctim.tv_sec * 1'000'000'000 + status.st_ctim.tv_nsec};
  }
};

struct KnownHostsCache::File {
  Stamp stamp;
  std::shared_ptr<BlockingTask<Reading>> reading;
  std::unordered_map<std::string, std::shared_ptr<BlockingTask<Answer>>> answers;
};

void KnownHostsCache::stop() { threads_.stop(); }

std::shared_ptr<KnownHostsCache::File> KnownHostsCache::current(const std::string& name) {
  auto& file = files_[name];
  // The stamp is taken before the text is read: a change in between is seen by the next who asks.
  const Stamp stamp = Stamp::of(name);
  if (file && file->stamp == stamp) return file;
  file = std::make_shared<File>();
  file->stamp = stamp;
  file->reading = run_blocking(threads_, loop_, [name] { return read_known_hosts(name); });
  return file;
}

Awaitable<bool> KnownHostsCache::find_name(HostKeys& host, std::string name, KeysOf keys,
                                           Deadline deadline) {
  for (const auto& each : host.files) {
    const auto file = current(each);
    if (!co_await file->reading->done(deadline)) co_return false;
    const Reading& read = file->reading->result();
    if (!read) {
      note_once(read.error().message, host.problems);
      continue;
    }
    auto& shared = file->answers[name];
    if (!shared)
      shared = run_blocking(threads_, loop_, [index = *read, name] { return index->find(name); });
    const auto answer = shared;
    if (!co_await answer->done(deadline)) co_return false;
    auto& found = host.*keys;
    found.insert(found.end(), answer->result().begin(), answer->result().end());
  }
  co_return true;
}

Awaitable<std::optional<HostKeys>> KnownHostsCache::find(std::vector<std::string> files,
                                                         HostNames names, Deadline deadline) {
  const auto self = shared_from_this();
  HostKeys host{.names = std::move(names),
                .files = std::move(files),
                .keys = {},
                .port_less = {},
                .problems = {}};
  if (!co_await find_name(host, host.names.name, &HostKeys::keys, deadline)) co_return std::nullopt;
  // As in ssh(1), a line without the port has no say where one with it has a key.
  if (!host.names.without_port.empty() && !has_own_key(host.keys) &&
      !co_await find_name(host, host.names.without_port, &HostKeys::port_less, deadline))
    co_return std::nullopt;
  co_return host;
}

}  // namespace fettle::transport
