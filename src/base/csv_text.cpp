#include "base/csv_text.hpp"

namespace fettle {
namespace {

/// What makes a formula, what hides its beginning, and the guard itself: else a text that begins
/// like a guarded one would lose its quote.
bool needs_guard(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r\n'").contains(text.front());
}

bool needs_quotes(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  if (text.empty()) return false;
  // Some countries' spreadsheets separate by semicolons.
  return blanks.contains(text.front()) || blanks.contains(text.back()) ||
         text.find_first_of(",;\"\r\n") != std::string_view::npos;
}

}  // namespace

std::string csv_cell(std::string_view text) {
  const std::string guard = needs_guard(text) ? "'" : "";
  if (!needs_quotes(text)) return guard + std::string(text);
  std::string quoted = '"' + guard;
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_line(std::span<const std::string> cells) {
  std::string line;
  for (const auto& cell : cells) {
    if (&cell != cells.data()) line += ',';
    line += csv_cell(cell);
  }
  return line + "\r\n";
}

std::string_view without_csv_guard(std::string_view cell) {
  const bool guarded = cell.starts_with('\'') && needs_guard(cell.substr(1));
  return guarded ? cell.substr(1) : cell;
}

}  // namespace fettle
