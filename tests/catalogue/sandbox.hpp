// A folder in which a shell text runs as if on a server of one family: its PATH holds the fake
// tools of fakes/ and the few real ones that change nothing, so that no test can touch the
// machine. The fakes keep their state in the folder, which a test prepares and looks at.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::catalogue {

struct Ran {
  int exit_status = 0;
  std::string output;  ///< both streams, in the order written
};

class Sandbox {
 public:
  /// `family` is a folder of fakes/: "debian" or "redhat"; empty for a server of neither.
  explicit Sandbox(std::string_view family);
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  /// Where `name` lies; its folder is made.
  std::filesystem::path path(std::string_view name) const;
  void write(std::string_view name, std::string_view text) const;
  /// Empty when there is no such file.
  std::string read(std::string_view name) const;
  bool exists(std::string_view name) const;

  /// Makes a package installed at one version and available at another; `installed` may be empty.
  struct Package {
    std::string name;
    std::string installed;
    std::string available;
    bool security = false;
  };
  void have(const Package& package) const;

  Ran run(const std::string& script) const;

  /// The calls of one tool since the last look, one a line, as `apt-get -q -y update`.
  std::vector<std::string> calls(std::string_view tool) const;
  void forget_calls() const;

 private:
  std::filesystem::path root_;
};

}  // namespace fettle::catalogue
