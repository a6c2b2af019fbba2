#include "base/csv_text.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace fettle {
namespace {

TEST(CsvText, WhatAReaderCouldTrimOrPartStandsWithinQuotes) {
  EXPECT_EQ(csv_cell("web 1"), "web 1");
  EXPECT_EQ(csv_cell(" web1"), "\" web1\"");
  EXPECT_EQ(csv_cell("web1\t"), "\"web1\t\"");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("a;b"), "\"a;b\"");
  EXPECT_EQ(csv_cell("a \"b\""), "\"a \"\"b\"\"\"");
  EXPECT_EQ(csv_cell("a\nb"), "\"a\nb\"");
}

TEST(CsvText, AGuardGoesBeforeAFormulaAndIsTakenAwayAgain) {
  for (const std::string text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1",
                                 "''", "'tis", "web1", "'", ""}) {
    const auto cell = csv_cell(text);
    EXPECT_EQ(std::string_view("=+-@\t\r\n").find(cell.empty() ? 'x' : cell.front()),
              std::string_view::npos)
        << cell;
    if (!cell.starts_with('"')) EXPECT_EQ(without_csv_guard(cell), text);
  }
  EXPECT_EQ(without_csv_guard("'web1"), "'web1") << "no export has put this quote there";
}

TEST(CsvText, AnEmptyFirstCellIsACell) {
  EXPECT_EQ(csv_line(std::vector<std::string>{"", "a", ""}), ",a,\r\n");
}

}  // namespace
}  // namespace fettle
