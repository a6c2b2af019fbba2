#include "base/json_pointer.hpp"

#include <gtest/gtest.h>

namespace fettle {
namespace {

TEST(JsonTextAt, FindsATextAmongWhateverElse) {
  constexpr auto kJson = R"({"choices":[{"delta":{"content":"h\u00e9","n":1}}],"x":{}})";
  EXPECT_EQ(json_text_at(kJson, "/choices/0/delta/content"), "h\u00e9");
  EXPECT_EQ(json_text_at(kJson, "/choices/0/delta/n"), std::nullopt);
  EXPECT_EQ(json_text_at(kJson, "/choices/1/delta"), std::nullopt);
  EXPECT_EQ(json_text_at(kJson, "/x/y/z"), std::nullopt);
}

TEST(JsonTextAt, FindsNothingInWhatIsNoJson) {
  for (const auto* text : {"", "{", "[1]", "nonsense", "\"x\""}) {
    EXPECT_EQ(json_text_at(text, "/a"), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace fettle
