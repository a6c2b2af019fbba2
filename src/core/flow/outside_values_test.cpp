#include "core/flow/outside_values.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace fettle::flow {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Variable variable(std::string name) {
  Variable made;
  made.name.value = std::move(name);
  return made;
}

/// Every problem with its way out, a line each.
std::string problems(const Variable& variable, const std::string& value) {
  Diagnostics diagnostics;
  check_outside_values({variable}, {{variable.name.value, value}}, diagnostics);
  std::string text;
  for (const auto& diagnostic : diagnostics.sorted()) {
    text += diagnostic.code + ": " + diagnostic.message + "; " + diagnostic.hint + '\n';
  }
  return text;
}

TEST(OutsideValues, TakeTheSafeAlphabet) {
  for (const auto* value :
       {"nginx", "1.2.3", "web-1.example.com:8080", "/srv/app_b", "a@b", "50%"}) {
    EXPECT_THAT(problems(variable("x"), value), IsEmpty()) << value;
  }
}

TEST(OutsideValues, RefuseAllElseAndSayTheWayOut) {
  for (const auto* value :
       {"a b", "x; reboot", "$(reboot)", "'", "a=b", "a*", "~root", "a,b", "a\nb", "\xC3\xA9"}) {
    EXPECT_THAT(problems(variable("package"), value), HasSubstr("the value of `package` m"))
        << value;
  }
  EXPECT_EQ(problems(variable("package"), "a b"),
            "variable.outside: the value of `package` may hold only letters, digits and "
            "`_ @ % + : . / -`, as it comes from outside; send another value, or give `package` a "
            "`pattern` that says what it may hold\n");
}

TEST(OutsideValues, RefuseWhatLooksLikeAnOption) {
  EXPECT_THAT(problems(variable("x"), "--config=/x"), HasSubstr("begins with `-`"));
}

TEST(OutsideValues, OfAVariableWithAPatternKeepToThatAlone) {
  auto with_pattern = variable("note");
  with_pattern.pattern = "[a-z ,]+";
  EXPECT_THAT(problems(with_pattern, "all of them, please"), IsEmpty());
  EXPECT_THAT(problems(with_pattern, "nginx-1"), HasSubstr("must match the pattern"));
}

TEST(OutsideValues, OfATypeWithAFormOfItsOwnKeepToThat) {
  auto number = variable("n");
  number.type = Variable::Type::kInteger;
  EXPECT_THAT(problems(number, "-5"), IsEmpty());
  EXPECT_THAT(problems(number, "five"), HasSubstr("must be a whole number"));
  auto choice = variable("c");
  choice.type = Variable::Type::kChoice;
  choice.options = {"all of them", "none"};
  EXPECT_THAT(problems(choice, "all of them"), IsEmpty());
}

TEST(OutsideValues, OfUrlsAndHostsKeepToTheAlphabetToo) {
  auto url = variable("u");
  url.type = Variable::Type::kUrl;
  EXPECT_THAT(problems(url, "https://example.com/a"), IsEmpty());
  EXPECT_THAT(problems(url, "https://example.com/?a=$(reboot)"), HasSubstr("may hold only"));
}

TEST(OutsideValues, LeaveVariablesAloneThatGetNone) {
  Diagnostics diagnostics;
  check_outside_values({variable("x")}, {{"other", "a b"}}, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors());
}

}  // namespace
}  // namespace fettle::flow
