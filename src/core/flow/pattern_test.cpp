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
  EXPECT_FALSE(matches_pattern("[[:alpha:]]", "\u00E9"));
  EXPECT_FALSE(matches_pattern("\\w\\d", "\u00E9\u0661"));
}

TEST(Pattern, CharactersAreThoseOfUtf8) {
  EXPECT_TRUE(matches_pattern(".{3}", "a\u00E9\u2713"));
  EXPECT_TRUE(matches_pattern("[\u00E0-\u00FF]\\pL", "\u00E9\u00E9"));
  EXPECT_FALSE(matches_pattern(".", "\n"));
}

TEST(Pattern, WhatIsNoPatternIsSaidToBeNoneWithTheReason) {
  EXPECT_EQ(pattern_problem("("), "is no regular expression as RE2 reads them: missing ): (");
  EXPECT_THAT(pattern_problem("[a"), HasSubstr("missing ]: [a"));
  EXPECT_THAT(pattern_problem("(a)\\1"), HasSubstr("invalid escape sequence: \\1"));
  EXPECT_THAT(pattern_problem("(?=a)b"), HasSubstr("invalid perl operator: (?="));
  EXPECT_THAT(pattern_problem("(?<!a)b"), HasSubstr("(?<"));
  EXPECT_THAT(pattern_problem("a++"), HasSubstr("bad repetition operator: ++"));
  EXPECT_THAT(pattern_problem(std::string(201, 'a')), HasSubstr("longer than"));
}

TEST(Pattern, RepetitionsAreBoundedWrittenOut) {
  EXPECT_THAT(pattern_problem("((a{90}){90}){90}"), HasSubstr("repeats"));
  EXPECT_THAT(pattern_problem("a{9999999}"), HasSubstr("repeats"));
  EXPECT_THAT(pattern_problem("a{99999999999999999999999}"), HasSubstr("repeats"));
  EXPECT_THAT(pattern_problem("a{1,999999999}"), HasSubstr("repeats"));
  EXPECT_THAT(pattern_problem("a{1001}"), HasSubstr("repeats"));
  EXPECT_EQ(pattern_problem("\\{123456789\\}"), "");
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
