#include "base/utf8.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace fettle::utf8 {
namespace {

using ::testing::ElementsAre;

TEST(FindInvalid, AcceptsEveryLengthOfCodePoint) {
  EXPECT_EQ(find_invalid("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x94\xA7"), std::string_view::npos);
}

TEST(FindInvalid, AcceptsNulAndTheEmptyText) {
  EXPECT_EQ(find_invalid(std::string_view("\0", 1)), std::string_view::npos);
  EXPECT_EQ(find_invalid(""), std::string_view::npos);
}

TEST(FindInvalid, AcceptsTheLastCodePointButNotTheNext) {
  EXPECT_EQ(find_invalid("\xF4\x8F\xBF\xBF"), std::string_view::npos);
  EXPECT_EQ(find_invalid("\xF4\x90\x80\x80"), 0U);
}

class InvalidUtf8 : public ::testing::TestWithParam<std::string> {};

TEST_P(InvalidUtf8, IsFoundWhereItStarts) { EXPECT_EQ(find_invalid("ab" + GetParam()), 2U); }

INSTANTIATE_TEST_SUITE_P(Kinds, InvalidUtf8,
                         ::testing::Values("\x80",              // continuation without a lead
                                           "\xC0\xAF",          // overlong slash, two bytes
                                           "\xC1\xBF",          // overlong, two bytes
                                           "\xE0\x9F\xBF",      // overlong, three bytes
                                           "\xF0\x8F\xBF\xBF",  // overlong, four bytes
                                           "\xED\xA0\x80",      // first surrogate
                                           "\xED\xBF\xBF",      // last surrogate
                                           "\xF5\x80\x80\x80",  // past U+10FFFF
                                           "\xFF",              // never a byte of UTF-8
                                           "\xE2\x82",          // cut off at the end
                                           "\xC3("));           // lead without a continuation

TEST(Length, CountsCodePoints) { EXPECT_EQ(length("h\xC3\xA9llo \xF0\x9F\x94\xA7"), 7U); }

TEST(FindInvalid, LooksAtEveryByteOfALongText) {
  const std::string text(40, 'a');
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto broken = text;
    broken[at] = '\xFF';
    EXPECT_EQ(find_invalid(broken), at);
  }
}

TEST(Length, CountsTextsLongerThanAWord) {
  EXPECT_EQ(length("0123456789abcdef\xC3\xA9 0123456789abcdef"), 34U);
}

TEST(Length, CountsEachInvalidByteAsOne) { EXPECT_EQ(length("\xE2\x82z\xFF"), 4U); }

TEST(First, TakesWholeCodePoints) {
  EXPECT_EQ(first("a\xC3\xA9z", 2), "a\xC3\xA9");
  EXPECT_EQ(first("a\xC3\xA9z", 0), "");
  EXPECT_EQ(first("a\xC3\xA9z", 9), "a\xC3\xA9z");
}

TEST(Split, GivesOneViewACodePoint) {
  EXPECT_THAT(split("a\xC3\xA9\xFFz"), ElementsAre("a", "\xC3\xA9", "\xFF", "z"));
}

TEST(Split, OfNothingIsNothing) { EXPECT_TRUE(split("").empty()); }

TEST(PlainSize, EndsAtTheFirstOtherByteWhereverItStands) {
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t place = 0; place < 20; ++place) {
      std::string text(20, 'x');
      text[place] = static_cast<char>(byte);
      const bool is_plain = byte >= 0x20 && byte < 0x7F;
      EXPECT_EQ(plain_size(text), is_plain ? text.size() : place) << byte << " at " << place;
    }
  }
}

}  // namespace
}  // namespace fettle::utf8
