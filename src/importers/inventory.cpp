#include "importers/inventory.hpp"

#include <algorithm>
#include <utility>

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

Inventory read(Format format, std::string_view name, std::string_view text, Problems& problems) {
  switch (format) {
    case Format::kCsv:
      return read_csv(text, problems);
    case Format::kYaml: {
      auto raw = read_ansible_yaml(name, text, problems);
      return problems.has_errors() ? Inventory{} : resolve(std::move(raw), problems);
    }
    case Format::kIni: {
      auto raw = read_ansible_ini(text, problems);
      return problems.has_errors() ? Inventory{} : resolve(std::move(raw), problems);
    }
  }
  return {};
}

}  // namespace

Result<Inventory> parse_inventory(std::string_view name, std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  FETTLE_TRY_VOID(check_text(name, text));
  Problems problems;
  auto inventory = read(format_of(name, text), name, text, problems);
  if (problems.has_errors()) return std::unexpected(problems.refusal(name));
  if (inventory.servers.empty()) {
    return fail(ErrorCode::kInvalid, std::string(name) + " names no server");
  }
  inventory.warnings = problems.warnings();
  return inventory;
}

}  // namespace fettle::importers
