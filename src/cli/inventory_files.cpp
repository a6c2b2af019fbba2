#include "cli/inventory_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/source_text.hpp"
#include "cli/files.hpp"

namespace fettle::cli {
namespace {

namespace fs = std::filesystem;

using importers::InventoryFile;
using Kind = InventoryFile::Kind;

constexpr std::size_t kFilesMax = 10'000;
constexpr int kFoldersDeep = 8;

/// What Ansible passes over in a folder of inventories.
constexpr std::array<std::string_view, 13> kPassedOver{"~",      ".bak", ".cfg",    ".md",  ".orig",
                                                       ".pyc",   ".pyo", ".rpm",    ".rst", ".swp",
                                                       ".retry", ".txt", ".gitkeep"};

Result<std::vector<fs::path>> list(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> entries;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const auto name = entry->path().filename().string();
    const auto ends = [&](std::string_view ending) { return name.ends_with(ending); };
    if (!name.starts_with('.') && !std::ranges::any_of(kPassedOver, ends))
      entries.push_back(entry->path());
  }
  if (error)
    return fail(ErrorCode::kIo,
                fmt::format("the folder {} can't be listed: {}", folder.string(), error.message()));
  std::ranges::sort(entries);
  return entries;
}

class Reading {
 public:
  Result<void> read(const fs::path& path) {
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) return read_folder(path, 0);
    FETTLE_TRY_VOID(add(path, Kind::kServers, {}));
    return path == "-" ? Result<void>{} : read_variables(path.parent_path());
  }

  std::vector<InventoryFile> files() && { return std::move(files_); }

 private:
  Result<void> add(const fs::path& path, Kind kind, std::string of) {
    if (files_.size() == kFilesMax)
      return fail(ErrorCode::kInvalid, "there are more than 10,000 files of inventories");
    auto text = read_file(path.string(), importers::kInventoryBytesMax);
    if (!text) return std::unexpected(explain(std::move(text).error(), path, kind));
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text->starts_with(kByteOrderMark)) text->erase(0, kByteOrderMark.size());
    files_.push_back(
        {.name = path.string(), .text = *std::move(text), .kind = kind, .of = std::move(of)});
    return {};
  }

  static Error explain(Error error, const fs::path& path, Kind kind) {
    if (kind != Kind::kServers)
      error.message += fmt::format(
          "; it belongs to the inventory beside {}: make it readable, or "
          "give Fettle what `ansible-inventory --list --yaml` prints",
          path.parent_path().string());
    return error;
  }

  Result<void> read_folder(const fs::path& folder, int depth) {
    if (depth > kFoldersDeep)
      return fail(ErrorCode::kInvalid,
                  fmt::format("the folder {} is nested too deep", folder.string()));
    FETTLE_TRY(entries, list(folder));
    const auto before = files_.size();
    for (const auto& entry : entries) {
      const auto name = entry.filename();
      if (name == "group_vars" || name == "host_vars") continue;
      std::error_code error;
      if (fs::is_directory(entry, error))
        FETTLE_TRY_VOID(read_folder(entry, depth + 1));
      else
        FETTLE_TRY_VOID(add(entry, Kind::kServers, {}));
    }
    if (files_.size() == before && depth == 0)
      return fail(ErrorCode::kInvalid,
                  fmt::format("the folder {} holds no inventory", folder.string()));
    return read_variables(folder);
  }

  Result<void> read_variables(const fs::path& beside) {
    FETTLE_TRY_VOID(read_variables_in(beside / "group_vars", Kind::kGroupVariables));
    return read_variables_in(beside / "host_vars", Kind::kHostVariables);
  }

  /// `web`, `web.yml`, `web.yaml`, `web.json`, or a folder `web` of such files.
  Result<void> read_variables_in(const fs::path& folder, Kind kind) {
    std::error_code error;
    if (!fs::exists(folder, error)) return {};
    if (std::ranges::find(seen_, folder) != seen_.end()) return {};
    seen_.push_back(folder);
    FETTLE_TRY(entries, list(folder));
    for (const auto& entry : entries) {
      const bool is_folder = fs::is_directory(entry, error);
      const auto ending = entry.extension();
      const bool known = ending == ".yml" || ending == ".yaml" || ending == ".json";
      const auto of = !is_folder && known ? entry.stem().string() : entry.filename().string();
      if (is_folder)
        FETTLE_TRY_VOID(read_variables_below(entry, kind, of, 0));
      else
        FETTLE_TRY_VOID(add(entry, kind, of));
    }
    return {};
  }

  Result<void> read_variables_below(const fs::path& folder, Kind kind, const std::string& of,
                                    int depth) {
    if (depth > kFoldersDeep)
      return fail(ErrorCode::kInvalid,
                  fmt::format("the folder {} is nested too deep", folder.string()));
    FETTLE_TRY(entries, list(folder));
    for (const auto& entry : entries) {
      std::error_code error;
      if (fs::is_directory(entry, error))
        FETTLE_TRY_VOID(read_variables_below(entry, kind, of, depth + 1));
      else
        FETTLE_TRY_VOID(add(entry, kind, of));
    }
    return {};
  }

  std::vector<InventoryFile> files_;
  std::vector<fs::path> seen_;
};

}  // namespace

Result<std::vector<InventoryFile>> read_inventories(const std::vector<std::string>& paths) {
  Reading reading;
  for (const auto& path : paths) FETTLE_TRY_VOID(reading.read(path));
  return std::move(reading).files();
}

std::string show_problems(const std::vector<InventoryFile>& files,
                          const std::vector<Diagnostic>& problems) {
  std::vector<std::vector<Diagnostic>> of_file(files.size());
  for (auto problem : problems) {
    const auto [file, before] = importers::locate(files, problem.span.begin.line);
    problem.span.begin.line -= before;
    problem.span.end.line -= before;
    of_file[file].push_back(std::move(problem));
  }
  std::string shown;
  for (std::size_t i = 0; i < files.size(); ++i)
    shown += SourceText(files[i].name, files[i].text).show(of_file[i]);
  return shown;
}

}  // namespace fettle::cli
