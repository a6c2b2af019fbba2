#include "base/diagnostic.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

auto has_code(const char* code) { return Field(&Diagnostic::code, code); }

Span at(int line, int column) { return {{line, column}, {line, column}}; }

TEST(Diagnostics, KeepTheOrderInWhichTheyWereFound) {
  Diagnostics problems;
  problems.error("second", at(2, 1), "");
  problems.warning("first", at(1, 1), "");
  EXPECT_THAT(problems.list(), ElementsAre(has_code("second"), has_code("first")));
}

TEST(Diagnostics, WithWarningsAloneHaveNoErrors) {
  Diagnostics problems;
  problems.warning("habit", at(1, 1), "");
  EXPECT_FALSE(problems.has_errors());
  EXPECT_FALSE(problems.empty());
}

TEST(Diagnostics, AddedAsAWholeCountAsErrors) {
  Diagnostics problems;
  problems.add({Severity::kError, "broken", at(1, 1), "", ""});
  EXPECT_TRUE(problems.has_errors());
}

TEST(SortedDiagnostics, GoByLineThenColumn) {
  Diagnostics problems;
  problems.error("c", at(10, 1), "");
  problems.error("b", at(2, 9), "");
  problems.error("a", at(2, 3), "");
  EXPECT_THAT(problems.sorted(), ElementsAre(has_code("a"), has_code("b"), has_code("c")));
}

TEST(SortedDiagnostics, PutErrorsBeforeWarningsAtOnePlace) {
  Diagnostics problems;
  problems.warning("a", at(1, 1), "");
  problems.error("b", at(1, 1), "");
  EXPECT_THAT(problems.sorted(), ElementsAre(has_code("b"), has_code("a")));
}

TEST(SortedDiagnostics, TellAnExactRepeatOnce) {
  Diagnostics problems;
  problems.error("a", at(1, 1), "one");
  problems.error("a", at(1, 1), "two");
  problems.error("a", at(1, 1), "one");
  EXPECT_EQ(problems.sorted().size(), 2U);
}

TEST(SeverityName, IsTheWordThatPeopleRead) {
  EXPECT_STREQ(name(Severity::kError), "error");
  EXPECT_STREQ(name(Severity::kWarning), "warning");
}

}  // namespace
}  // namespace fettle
