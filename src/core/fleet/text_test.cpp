#include "core/fleet/text.hpp"

#include <gtest/gtest.h>

namespace fettle::fleet {
namespace {

TEST(SameName, IgnoresTheCaseOfAsciiLettersOnly) {
  EXPECT_TRUE(same_name("Web-1", "wEB-1"));
  EXPECT_FALSE(same_name("web1", "web"));
  EXPECT_FALSE(same_name("Ä", "ä"));
}

TEST(NameBefore, SortsAsKeysDo) {
  EXPECT_TRUE(name_before("A", "b"));
  EXPECT_FALSE(name_before("a", "A"));
  EXPECT_FALSE(name_before("A", "a"));
  EXPECT_TRUE(name_before("z", "Ä"));
  EXPECT_TRUE(name_before("web", "Web1"));
}

TEST(Quote, CutsLongTextAtACodePoint) {
  EXPECT_EQ(quote(std::string(79, 'a') + "é" + "b"), "`" + std::string(79, 'a') + "...`");
}

TEST(Quote, ShowsControlCharactersAsBlanks) { EXPECT_EQ(quote("a\x1b[2J\n"), "`a [2J `"); }

}  // namespace
}  // namespace fettle::fleet
