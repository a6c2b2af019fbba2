#include <span>

#include "cli/record/record_table.hpp"
#include "cli/record/write_record.hpp"

namespace fettle::cli {
namespace {

/// A spreadsheet takes a cell that begins with one of these for a formula: a quote before it makes
/// it text. Text of a target must not run in somebody's office.
std::string harmless(const std::string& cell) {
  const bool is_formula = !cell.empty() && std::string_view("=+-@\t").contains(cell.front());
  return is_formula ? "'" + cell : cell;
}

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + '"';
}

std::string line(std::span<const std::string> cells) {
  std::string text;
  for (const auto& cell : cells) {
    if (!text.empty()) text += ',';
    text += quoted(harmless(cell));
  }
  return text + "\r\n";
}

}  // namespace

std::string record_csv(const BatchRecord& record) {
  const std::vector<std::string> columns(kStepColumns.begin(), kStepColumns.end());
  auto text = line(columns);
  for (const auto& row : step_rows(record)) text += line(row);
  return text;
}

}  // namespace fettle::cli
