#include "cli/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>

#include "base/source_text.hpp"

namespace fettle::cli {
namespace {

namespace fs = std::filesystem;

Result<std::string> read_stream(std::istream& in, const std::string& path, std::size_t bytes_max) {
  std::string text(bytes_max + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return fail(ErrorCode::kIo, fmt::format("{} can't be read", path));
  if (text.size() > bytes_max) {
    return fail(ErrorCode::kInvalid, fmt::format("{} is larger than {} KiB, the most that is read",
                                                 path, bytes_max / 1024));
  }
  return text;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
  if (path == "-") return read_stream(std::cin, "standard input", bytes_max);
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return fail(ErrorCode::kInvalid, fmt::format("{} is a folder; name a file", path));
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    const auto code = errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo;
    return fail(
        code, fmt::format("{} can't be opened: {}", path, std::generic_category().message(errno)));
  }
  return read_stream(in, path, bytes_max);
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
  if (error.diagnostics.empty()) return fmt::format("fettle: {}\n", error.message);
  return source.show(error.diagnostics);
}

}  // namespace fettle::cli
