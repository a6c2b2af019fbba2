#include "core/fleet/natural_key.hpp"

#include <gtest/gtest.h>

namespace fettle::fleet {
namespace {

TEST(NaturalKey, SortsNumbersAsNumbers) {
  EXPECT_LT(natural_key("web-2"), natural_key("WEB-10"));
  EXPECT_LT(natural_key("rack2-node10.example.com"), natural_key("rack10-node2.example.com"));
  EXPECT_LT(natural_key("web"), natural_key("web-1"));
  EXPECT_LT(natural_key("web-9"), natural_key("web-a"));
}

TEST(NaturalKey, IsTheTextWithItsNumbersPadded) {
  EXPECT_EQ(natural_key("web-007"), natural_key("web-7"));
  EXPECT_EQ(natural_key("a1-"), "a00000000000000000001-");
  EXPECT_EQ(natural_key("123456789012345678901"), "23456789012345678901");
  EXPECT_EQ(natural_key(""), "");
}

}  // namespace
}  // namespace fettle::fleet
