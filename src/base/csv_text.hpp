// Cells and lines of CSV (RFC 4180) as Fettle writes them, for imports that take every cell as it
// was and for spreadsheets that must not run one: a text of a target or of a person is no formula.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace fettle {

/// A quote (`'`) goes before what a spreadsheet would take for a formula. What a reader could trim
/// or part stands within double quotes.
std::string csv_cell(std::string_view text);

/// The cells, separated, with the end of the line.
std::string csv_line(std::span<const std::string> cells);

/// `cell` without the quote that csv_cell() puts before a formula.
std::string_view without_csv_guard(std::string_view cell);

}  // namespace fettle
