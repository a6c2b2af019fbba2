#include "importers/inventory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "base/source_text.hpp"
#include "base/utf8.hpp"
#include "core/fleet/text.hpp"
#include "importers/ansible_ini.hpp"
#include "importers/ansible_yaml.hpp"
#include "importers/csv.hpp"
#include "importers/problems.hpp"
#include "importers/resolve.hpp"

namespace fettle::importers {
namespace {

using fleet::to_lower_ascii;
using fleet::trim;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

enum class Format { kIni, kYaml, kCsv };

/// The first line that says something, without blanks around it.
std::string_view first_line(std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = trim(text.substr(0, end));
    if (!line.empty() && line[0] != '#' && line[0] != ';') return line;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

/// Whether a line is a CSV header: a list of names, `name` among them.
bool is_csv_header(std::string_view line) {
  if (!line.contains(',')) return false;
  for (std::size_t begin = 0; begin <= line.size();) {
    const auto end = std::min(line.find(',', begin), line.size());
    const auto cell = to_lower_ascii(trim(line.substr(begin, end - begin)));
    if (cell == "name" || cell == "\"name\"") return true;
    begin = end + 1;
  }
  return false;
}

Format format_of(std::string_view name, std::string_view text) {
  const auto lower = to_lower_ascii(name);
  if (lower.ends_with(".csv")) return Format::kCsv;
  if (lower.ends_with(".ini")) return Format::kIni;
  for (const auto* const ending : {".yml", ".yaml", ".json"}) {
    if (lower.ends_with(ending)) return Format::kYaml;
  }
  const auto line = first_line(text);
  if (is_csv_header(line)) return Format::kCsv;
  const bool yaml = line == "---" || line.ends_with(':') || line.starts_with('{');
  return yaml && !line.starts_with('[') ? Format::kYaml : Format::kIni;
}

Result<void> check_text(std::string_view name, std::string_view text) {
  if (text.size() > kInventoryBytesMax) {
    return fail(ErrorCode::kInvalid,
                std::string(name) + " is larger than 8 MiB; split the inventory");
  }
  if (text.starts_with("#!")) {
    return fail(ErrorCode::kInvalid,
                std::string(name) +
                    " is a program, and Fettle does not run inventories; give it what "
                    "`ansible-inventory --list --yaml` prints");
  }
  const auto invalid = std::min(utf8::find_invalid(text), text.find('\0'));
  if (invalid != std::string_view::npos) {
    const auto where = SourceText(std::string(name), text).position(invalid);
    return std::unexpected(Error{ErrorCode::kInvalid,
                                 std::string(name) + " is not UTF-8 text",
                                 {{Severity::kError,
                                   "inventory.encoding",
                                   {where, where},
                                   "this byte is not part of UTF-8 text",
                                   "save the file as UTF-8"}},
                                 {}});
  }
  return {};
}

/// All files one after the other, so that each line of each has a number of its own.
class Whole {
 public:
  explicit Whole(const std::vector<InventoryFile>& files) : text_(join(files)), source_("", text_) {
    std::size_t begin = 0;
    for (const auto& file : files) {
      ranges_.push_back({begin, begin + file.text.size()});
      begin = ranges_.back().end + (file.text.ends_with('\n') ? 0 : 1);
    }
  }

  const SourceText& source() const { return source_; }
  document::ByteRange range(std::size_t file) const { return ranges_[file]; }
  int first_line(std::size_t file) const { return source_.position(ranges_[file].begin).line; }

 private:
  static std::string join(const std::vector<InventoryFile>& files) {
    std::string text;
    for (const auto& file : files) {
      text += file.text;
      if (!file.text.ends_with('\n')) text += '\n';
    }
    return text;
  }

  std::string text_;
  SourceText source_;
  std::vector<document::ByteRange> ranges_;
};

Result<void> check_all(const std::vector<InventoryFile>& files) {
  std::size_t size = 0;
  for (const auto& file : files) {
    FETTLE_TRY_VOID(check_text(file.name, file.text));
    size += file.text.size();
    if (file.text.starts_with("$ANSIBLE_VAULT"))
      return fail(ErrorCode::kInvalid,
                  file.name +
                      " is encrypted, and Fettle has no vault password; decrypt it, or give "
                      "Fettle what `ansible-inventory --list --yaml` prints");
  }
  if (size <= kInventoryBytesMax * 4) return {};
  return fail(ErrorCode::kInvalid, "the inventories come to more than 32 MiB; split them");
}

void read_variables_of(const InventoryFile& file, const Whole& whole, std::size_t index,
                       RawInventory& raw, Problems& problems) {
  const auto variables = read_variables_file(whole.source(), whole.range(index), problems);
  if (file.kind == InventoryFile::Kind::kGroupVariables)
    raw.add_group_vars(file.of, variables);
  else
    raw.add_host_vars(file.of, variables);
}

Inventory read_ansible(const std::vector<InventoryFile>& files, Problems& problems) {
  const Whole whole(files);
  RawInventory raw;
  for (std::size_t i = 0; i < files.size() && !problems.full(); ++i) {
    if (files[i].kind != InventoryFile::Kind::kServers) continue;
    raw.begin_file();
    if (format_of(files[i].name, files[i].text) == Format::kYaml)
      read_ansible_yaml(whole.source(), whole.range(i), raw, problems);
    else
      read_ansible_ini(files[i].text, whole.first_line(i), raw, problems);
  }
  for (std::size_t i = 0; i < files.size() && !problems.has_errors(); ++i) {
    if (files[i].kind != InventoryFile::Kind::kServers)
      read_variables_of(files[i], whole, i, raw, problems);
  }
  return problems.has_errors() ? Inventory{} : resolve(std::move(raw), problems);
}

/// How the files are called together.
std::string name_of(const std::vector<InventoryFile>& files) {
  return files.size() == 1 ? files.front().name : files.front().name + " and what goes with it";
}

Result<Inventory> finish(Inventory inventory, const Problems& problems, const std::string& name) {
  if (problems.has_errors()) return std::unexpected(problems.refusal(name));
  if (inventory.servers.empty()) return fail(ErrorCode::kInvalid, name + " names no server");
  inventory.warnings = problems.warnings();
  return inventory;
}

}  // namespace

Result<Inventory> parse_inventory(const std::vector<InventoryFile>& files) {
  FETTLE_CHECK(!files.empty());
  FETTLE_TRY_VOID(check_all(files));
  const auto is_csv = [](const InventoryFile& file) {
    return file.kind == InventoryFile::Kind::kServers &&
           format_of(file.name, file.text) == Format::kCsv;
  };
  Problems problems;
  const auto csv = std::ranges::find_if(files, is_csv);
  if (csv == files.end()) return finish(read_ansible(files, problems), problems, name_of(files));
  const auto is_servers = [](const InventoryFile& file) {
    return file.kind == InventoryFile::Kind::kServers;
  };
  if (std::ranges::count_if(files, is_servers) > 1)
    return fail(ErrorCode::kInvalid,
                csv->name + " is CSV, which stands alone: give one --inventory");
  return finish(read_csv(csv->text, problems), problems, csv->name);
}

Result<Inventory> parse_inventory(std::string_view name, std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return parse_inventory({InventoryFile{.name = std::string(name), .text = std::string(text)}});
}

FileLine locate(const std::vector<InventoryFile>& files, int line) {
  FileLine result;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& text = files[i].text;
    const auto breaks = static_cast<int>(std::ranges::count(text, '\n'));
    const int lines = breaks + (text.ends_with('\n') ? 0 : 1);
    if (line <= result.lines_before + lines || i + 1 == files.size()) return result;
    result = {.file = i + 1, .lines_before = result.lines_before + lines};
  }
  return result;
}

Result<void> check_usable(const Inventory& inventory, const std::vector<fleet::Server>& chosen) {
  Diagnostics problems;
  for (const auto& server : chosen) {
    const auto refused = inventory.refused.find(server.name);
    if (refused != inventory.refused.end() && problems.list().size() < kProblemsMax)
      problems.add(refused->second);
  }
  if (problems.empty()) return {};
  const auto count = problems.list().size();
  return std::unexpected(Error{ErrorCode::kInvalid,
                               fmt::format("{} of the chosen servers can't be used", count),
                               problems.sorted(),
                               {}});
}

}  // namespace fettle::importers
