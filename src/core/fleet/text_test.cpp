#include "core/fleet/text.hpp"

#include <gtest/gtest.h>

namespace fettle::fleet {
namespace {

TEST(SameName, IgnoresTheCaseOfAsciiLettersOnly) {
  EXPECT_TRUE(same_name("Web-1", "wEB-1"));
  EXPECT_FALSE(same_name("web1", "web"));
  EXPECT_FALSE(same_name("Ä", "ä"));
}

TEST(Quote, CutsLongTextAtACodePoint) {
  EXPECT_EQ(quote(std::string(79, 'a') + "é" + "b"), "`" + std::string(79, 'a') + "...`");
}

TEST(Quote, ShowsControlCharactersAsBlanks) { EXPECT_EQ(quote("a\x1b[2J\n"), "`a [2J `"); }

}  // namespace
}  // namespace fettle::fleet
