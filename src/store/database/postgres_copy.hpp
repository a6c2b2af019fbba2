// Rows as PostgreSQL's COPY takes them, in its text format: many times quicker than a statement for
// each. Read on in postgres.cpp, which sends them.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "store/database/statement_value.hpp"

namespace fettle::store {

/// The COPY that stands for `insert into TABLE (COLUMNS) values (?, ...)`.
std::string copy_statement(std::string_view insert);

/// Appends one row.
void append_copy_row(std::string& out, std::span<const Value> values);

}  // namespace fettle::store
