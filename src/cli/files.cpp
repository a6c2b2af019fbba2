#include "cli/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/regular_file.hpp"
#include "base/source_text.hpp"
#include "base/visible_text.hpp"

namespace fettle::cli {
namespace {

namespace fs = std::filesystem;

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
  if (path == "-") return read_descriptor(STDIN_FILENO, "standard input", bytes_max);
  return read_regular_file(path, bytes_max, PipePolicy::kAllowUnnamed);
}

Result<std::vector<std::string>> list_markdown(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> files;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".md") files.push_back(entry->path().string());
  }
  if (error) {
    return fail(ErrorCode::kIo, fmt::format("{} can't be listed: {}", folder, error.message()));
  }
  std::ranges::sort(files);
  return files;
}

Result<std::string> default_database() {
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  fs::path folder;
  if (state != nullptr && *state == '/') {
    folder = state;
  } else if (home != nullptr && *home != '\0') {
    folder = fs::path(home) / ".local" / "state";
  } else {
    return fail(ErrorCode::kInvalid,
                "neither XDG_STATE_HOME nor HOME is set; say with --db where to keep the state");
  }
  folder /= "fettle";
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return fail(ErrorCode::kIo,
                fmt::format("{} can't be made: {}; say with --db where to keep the state",
                            folder.string(), error.message()));
  }
  return (folder / "fettle.db").string();
}

std::string show(const Error& error, const std::string& name, std::string_view text) {
  const SourceText source(name, text);
  if (error.diagnostics.empty()) return fmt::format("fettle: {}\n", visible_line(error.message));
  return source.show(error.diagnostics);
}

}  // namespace fettle::cli
