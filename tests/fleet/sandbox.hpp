// A private folder below the system's one for temporary files, removed at the end, and programs
// run to their end.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::fleet_test {

class Sandbox {
 public:
  Sandbox();
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string file(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

struct Ran {
  int exit_status = -1;
  std::string output;  ///< both streams
};

/// Runs a program to its end. Throws when it can't be started.
Ran run(const std::vector<std::string>& arguments, std::string_view input = {});

/// As run(), and throws unless the program exits with 0.
std::string must_run(const std::vector<std::string>& arguments);

/// Makes the system's `program` known as `name` in `folder`. Throws when it is not installed.
void install_tool(const std::string& folder, const std::string& name, const std::string& program);

/// Writes `text` to a new file that may be run.
void write_program(const std::string& path, std::string_view text);

void write_file(const std::string& path, std::string_view text);
std::string read_file(const std::string& path);

/// True once `condition` holds; false when it still doesn't after ten seconds.
template <class Condition>
bool eventually(Condition condition);

}  // namespace fettle::fleet_test

#include <chrono>
#include <thread>

template <class Condition>
bool fettle::fleet_test::eventually(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}
