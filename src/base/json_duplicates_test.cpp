#include "base/json_duplicates.hpp"

#include <gtest/gtest.h>

namespace fettle {
namespace {

TEST(JsonDuplicates, AreFoundInOneObject) {
  EXPECT_EQ(find_duplicate_name(R"([{"name":"a","name":"b"}])"), "name");
  EXPECT_EQ(find_duplicate_name(R"({"a":{"b":1,"\u0062":2}})"), "b");
  EXPECT_EQ(find_duplicate_name(R"({"a":{"x":1},"b":[],"a":1})"), "a");
}

TEST(JsonDuplicates, AreNoneInSeveralObjects) {
  EXPECT_EQ(find_duplicate_name(R"([{"name":"a"},{"name":"b"},{"a":{"name":1},"name":2}])"),
            std::nullopt);
}

TEST(JsonDuplicates, AreNotLookedForBehindWhatIsNoJson) {
  for (const auto* text : {"", "[", "{", "x", R"({"a")"}) {
    EXPECT_EQ(find_duplicate_name(text), std::nullopt) << text;
  }
  EXPECT_EQ(find_duplicate_name(std::string(100'000, '[')), std::nullopt);
}

}  // namespace
}  // namespace fettle
