#include "cli/demo_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "cli/demo_process.hpp"

namespace fettle::cli {
namespace {

namespace fs = std::filesystem;

// Deaf to what ends us. Where we were killed outright, what a step started runs on without us and
// would make its files again: it is ended first, found by what our SSH servers gave it.
constexpr const char* kHelper = R"sh(
trap '' HUP INT TERM
read -r line
tries=0
while [ $tries -lt 100 ]; do
  tries=$((tries + 1))
  left=$(grep -lsF -- "FETTLE_DEMO_ROOT=$1/" /proc/[0-9]*/environ)
  for process in $left; do
    process=${process#/proc/}
    kill -KILL "${process%/environ}"
  done
  rm -rf -- "$1"
  [ -n "$left" ] || [ -e "$1" ] || exit 0
  sleep 0.1
done 2>/dev/null
)sh";

}  // namespace

Result<std::unique_ptr<DemoFolder>> DemoFolder::make() {
  std::error_code error;
  // Absolute, as sshd wants it.
  std::string path = fs::absolute(fs::temp_directory_path(error) / "fettle-demo-XXXXXX").string();
  if (!error && ::mkdtemp(path.data()) == nullptr) error = {errno, std::generic_category()};
  if (error) {
    return fail(
        ErrorCode::kIo,
        fmt::format("no folder can be made for the demo: {}; TMPDIR says where", error.message()));
  }
  std::unique_ptr<DemoFolder> folder(new DemoFolder(path));
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return fail(ErrorCode::kIo, fmt::format("no pipe: {}", std::generic_category().message(errno)));
  }
  const transport::Descriptor reading(ends[0]);
  folder->lifeline_ = transport::Descriptor(ends[1]);
  FETTLE_TRY(helper, start_program({.arguments = {"/bin/sh", "-c", kHelper, "sh", path},
                                    .input = reading.get(),
                                    .signal_when_we_end = 0}));
  folder->helper_ = helper;
  return folder;
}

DemoFolder::~DemoFolder() {
  end_descendants(helper_);
  lifeline_ = transport::Descriptor();
  if (helper_ != 0) ::waitpid(helper_, nullptr, 0);
  std::error_code ignored;
  fs::remove_all(path_, ignored);  // where there is no helper
}

std::string DemoFolder::file(std::string_view name) const {
  return fmt::format("{}/{}", path_, name);
}

Result<void> write_file(const std::string& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file << text << std::flush;
  if (file) return {};
  return fail(ErrorCode::kIo, fmt::format("{} can't be written", path));
}

}  // namespace fettle::cli
