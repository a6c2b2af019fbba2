#include "importers/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/csv_text.hpp"
#include "base/json.hpp"
#include "core/fleet/target_spec.hpp"
#include "core/fleet/text.hpp"
#include "importers/cursor.hpp"
#include "importers/raw_inventory.hpp"
#include "importers/server_fields.hpp"

namespace fettle::importers {
namespace {

using fleet::quote;

using Cell = Located<std::string>;

/// The cells of a row: those that a table may have, and the last of all.
struct Row {
  std::vector<Cell> cells;
  std::size_t count = 0;

  void add(Cell cell) {
    ++count;
    if (cells.size() > kColumnsMax) cells.pop_back();
    cells.push_back(std::move(cell));
  }
};

bool ends_cell(const Cursor& cursor) {
  return cursor.done() || cursor.peek() == ',' || cursor.peek() == '\n' || cursor.peek() == '\r';
}

class Scanner {
 public:
  Scanner(std::string_view text, Problems& problems) : cursor_(text), problems_(problems) {}

  /// The next row that is not blank, or nothing at the end.
  std::optional<Row> next_row() {
    while (!cursor_.done()) {
      Row row = read_row();
      if (row.count > 1 || !fleet::trim(row.cells.front().value).empty()) return row;
    }
    return std::nullopt;
  }

 private:
  Row read_row() {
    Row row;
    row.add(read_cell());
    while (cursor_.peek() == ',') {
      cursor_.next();
      row.add(read_cell());
    }
    if (cursor_.peek() == '\r') cursor_.next();
    if (cursor_.peek() == '\n') cursor_.next();
    return row;
  }

  Cell read_cell() {
    const auto begin = cursor_.position();
    std::string value;
    if (cursor_.peek() == '"') {
      read_quoted(begin, value);
    } else {
      while (!ends_cell(cursor_)) value += cursor_.next();
      value = std::string(fleet::trim(value));
    }
    return {std::string(without_csv_guard(value)), {begin, cursor_.position()}};
  }

  /// A doubled quote stands for one (RFC 4180, 2.7).
  void read_quoted(Position begin, std::string& value) {
    cursor_.next();
    while (!cursor_.done()) {
      const char c = cursor_.next();
      if (c != '"') {
        value += c;
      } else if (cursor_.peek() == '"') {
        value += cursor_.next();
      } else {
        expect_end(begin);
        return;
      }
    }
    problems_.error("csv.syntax", {begin, cursor_.position()}, "this quote is never closed");
  }

  void expect_end(Position begin) {
    if (ends_cell(cursor_)) return;
    while (!ends_cell(cursor_)) cursor_.next();
    problems_.error("csv.syntax", {begin, cursor_.position()},
                    "this cell goes on after its closing quote",
                    "write a quote inside of quotes twice");
  }

  Cursor cursor_;
  Problems& problems_;
};

/// Makes a server of each row, by the names of the columns.
class Table {
 public:
  Table(const Row& header, Problems& problems) : problems_(problems) {
    std::map<std::string, Span> seen;
    for (const auto& cell : header.cells) {
      const auto name = fleet::to_lower_ascii(cell.value);
      columns_.push_back(is_csv_field(name) ? name : cell.value);
      if (cell.value.empty()) {
        problems.error("csv.header", cell.span, "a column of the header has no name");
      } else if (!seen.try_emplace(name, cell.span).second) {
        problems.error("csv.header", cell.span,
                       "the column " + quote(cell.value) + " is there twice");
      }
    }
    if (!seen.contains("name")) {
      problems.error("csv.header", header.cells.front().span, "the header has no column `name`",
                     header.count == 1 && header.cells.front().value.contains(';')
                         ? "columns are separated by commas, not semicolons"
                         : "name the columns in the first row");
    }
    if (header.count > kColumnsMax) {
      problems.error("csv.header", header.cells.front().span,
                     fmt::format("the header has more than {} columns", kColumnsMax));
    }
  }

  void add(const Row& row) {
    const auto& cells = row.cells;
    if (row.count != columns_.size()) {
      problems_.error("csv.row", {cells.front().span.begin, cells.back().span.end},
                      fmt::format("this row has {} {}, the header has {}", row.count,
                                  row.count == 1 ? "cell" : "cells", columns_.size()));
      return;
    }
    fleet::Server server;
    std::string notes;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (columns_[i] == "notes") {
        notes = cells[i].value;
      } else {
        set(server, columns_[i], cells[i]);
      }
    }
    check(server, row);
    if (!notes.empty()) inventory_.notes.emplace(server.name, std::move(notes));
    normalize_tags(server);
    memberships_ += server.tags.size();
    for (const auto& tag : server.tags) inventory_.groups[tag].push_back(server.name);
    inventory_.servers.push_back(std::move(server));
  }

  /// Whether the servers have more tags than can be held.
  bool full() const { return memberships_ > kMembershipsMax; }

  Inventory finish() && { return std::move(inventory_); }

 private:
  void set(fleet::Server& server, const std::string& column, const Cell& cell) {
    if (column == "name") {
      server.name = cell.value;
    } else if (cell.value.empty()) {
      return;
    } else if (column == "variables") {
      set_variables(server, cell);
    } else if (!is_server_field(column)) {
      server.variables.emplace(column, cell.value);
    } else if (const auto problem = set_server_field(server, column, cell.value);
               !problem.empty()) {
      problems_.error("csv.value", cell.span,
                      quote(column) + ": " + quote(cell.value) + " " + problem);
    }
  }

  void set_variables(fleet::Server& server, const Cell& cell) {
    auto variables = from_json<std::map<std::string, std::string>>(cell.value);
    if (variables) return server.variables.merge(*variables);
    problems_.error("csv.value", cell.span, "`variables` is no JSON object of texts",
                    R"(write {"name": "value"}, or give each variable a column)");
  }

  void check(const fleet::Server& server, const Row& row) {
    const auto column = std::ranges::find(columns_, "name") - columns_.begin();
    const auto span = row.cells[static_cast<std::size_t>(column)].span;
    if (const auto problem = fleet::name_problem(server.name); !problem.empty()) {
      problems_.error("csv.name", span, "the name " + quote(server.name) + " " + problem);
      return;
    }
    const auto [first, is_new] =
        lines_.try_emplace(fleet::to_lower_ascii(server.name), span.begin.line);
    if (!is_new) {
      problems_.error("csv.name", span,
                      fmt::format("{} is on line {} already", quote(server.name), first->second));
    }
    const auto problem = fleet::host_problem(server.name);
    const bool needs_address = server.transport == fleet::TransportKind::kSsh;
    if (needs_address && server.address.empty() && !problem.empty()) {
      problems_.error("csv.name", span, "the name " + quote(server.name) + " " + problem,
                      "give its address in a column `address`");
    }
  }

  Problems& problems_;
  std::vector<std::string> columns_;
  std::map<std::string, int> lines_;
  Inventory inventory_;
  std::size_t memberships_ = 0;
};

}  // namespace

bool is_csv_field(std::string_view column) {
  return column == "name" || column == "notes" || column == "variables" || is_server_field(column);
}

Inventory read_csv(std::string_view text, Problems& problems) {
  Scanner scanner(text, problems);
  const auto header = scanner.next_row();
  if (!header) return {};
  Table table(*header, problems);
  if (problems.has_errors()) return {};
  std::size_t count = 0;
  while (const auto row = scanner.next_row()) {
    if (++count > kServersMax) {
      problems.error("inventory.too-large", row->cells.front().span,
                     fmt::format("the table has more than {} servers", kServersMax));
      break;
    }
    table.add(*row);
    if (!table.full()) continue;
    problems.error("inventory.too-large", row->cells.front().span,
                   "the table's servers have too many tags to hold");
    break;
  }
  return std::move(table).finish();
}

std::vector<std::vector<std::string>> read_csv_rows(std::string_view text, std::size_t rows_max,
                                                    Problems& problems) {
  Scanner scanner(text, problems);
  std::vector<std::vector<std::string>> rows;
  while (const auto row = scanner.next_row()) {
    if (rows.size() == rows_max) {
      problems.error("inventory.too-large", row->cells.front().span,
                     fmt::format("the table has more than {} rows", rows_max));
      break;
    }
    auto& cells = rows.emplace_back();
    for (const auto& cell : row->cells) cells.push_back(cell.value);
  }
  return rows;
}

}  // namespace fettle::importers
