#include "core/flow/pattern.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace fettle::flow {
namespace {

using testing::HasSubstr;

TEST(Pattern, MatchesTheWholeValue) {
  EXPECT_TRUE(matches_pattern("[a-z0-9.+-]+", "nginx-1.2"));
  EXPECT_FALSE(matches_pattern("[a-z]+", "nginx; reboot"));
  EXPECT_TRUE(matches_pattern("a|bc", "bc"));
}

TEST(Pattern, OrdinaryPatternsAreAccepted) {
  EXPECT_EQ(pattern_problem("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}"),
            "");
  EXPECT_EQ(pattern_problem("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z]{2,63})*"), "");
  EXPECT_EQ(pattern_problem("\\{\\{[}\\]]{1,3}"), "");
}

TEST(Pattern, ClassesAreThoseOfAscii) {
  EXPECT_TRUE(matches_pattern("[[:alpha:]]+[[:digit:]_]\\w\\d\\s[\\w-]", "ab_x1 -"));
  EXPECT_TRUE(matches_pattern("[^[:space:]]\\W\\D\\S", "a-b-"));
  EXPECT_TRUE(matches_pattern("[[=a=]b]+", "ab"));
  EXPECT_FALSE(matches_pattern("[[:alpha:]]", "\xE9"));
  EXPECT_FALSE(matches_pattern("[[=a=]]", "b"));
}

TEST(Pattern, WhatIsNoPatternIsSaidToBeNone) {
  EXPECT_THAT(pattern_problem("("), HasSubstr("no regular expression"));
  EXPECT_THAT(pattern_problem("[a"), HasSubstr("no regular expression"));
  EXPECT_THAT(pattern_problem("(a)\\1"), HasSubstr("refers back"));
  EXPECT_THAT(pattern_problem(std::string(201, 'a')), HasSubstr("longer than"));
}

TEST(Pattern, RepetitionsAreBoundedWrittenOut) {
  EXPECT_THAT(pattern_problem("((a{90}){90}){90}"), HasSubstr("repeats"));
  EXPECT_THAT(pattern_problem("a{9999999}"), HasSubstr("repeats"));
  EXPECT_THAT(pattern_problem("a{99999999999999999999999}"), HasSubstr("repeats"));
  EXPECT_THAT(pattern_problem("(((a{9}){9}){9}){9}"), HasSubstr("repeats"));
}

TEST(Pattern, ExponentialPatternsTakeNoTime) {
  const std::string value(kPatternedValueMax, 'a');
  EXPECT_FALSE(matches_pattern("(a+)+b", value));
  EXPECT_FALSE(matches_pattern("(a|a)*b", value));
  EXPECT_FALSE(matches_pattern("(a*)*(a*)*(a*)*(a*)*b", value));
  EXPECT_FALSE(matches_pattern("(a?){100}(a?){100}b", value));
}

TEST(Pattern, LongValueDoesNotMatch) {
  EXPECT_FALSE(matches_pattern("a*", std::string(kPatternedValueMax + 1, 'a')));
}

}  // namespace
}  // namespace fettle::flow
