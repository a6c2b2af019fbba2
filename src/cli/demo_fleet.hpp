// The three servers of `fettle demo`: real SSH servers on loopback, each with its own host key,
// port, home and state, and one user key that opens them all. Reads and writes nothing of the
// user's own SSH files. Everything ends with the object.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "cli/demo_folder.hpp"

namespace fettle::cli {

struct DemoHost {
  std::string name;
  std::string folder;  ///< FETTLE_DEMO_ROOT of everything that runs there
  std::uint16_t port = 0;
};

class DemoFleet {
 public:
  /// kNotFound names the Debian package of a program that is missing. Orphans of this process are
  /// nobody's to wait for from then on (SIGCHLD is ignored).
  static Result<std::unique_ptr<DemoFleet>> start();

  const std::vector<DemoHost>& hosts() const { return hosts_; }
  const std::string& user() const { return user_; }
  /// A file of the demo's folder: `hosts.ini`, `user_key`, `known_hosts` are there.
  std::string file(std::string_view name) const { return folder_->file(name); }

 private:
  DemoFleet(std::unique_ptr<DemoFolder> folder, std::string user)
      : folder_(std::move(folder)), user_(std::move(user)) {}

  Result<void> start_host(const std::string& name);
  Result<void> write_lists() const;

  std::unique_ptr<DemoFolder> folder_;
  std::string user_;
  std::vector<DemoHost> hosts_;
};

}  // namespace fettle::cli
