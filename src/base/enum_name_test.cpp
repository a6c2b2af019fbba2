#include "base/enum_name.hpp"

#include <gtest/gtest.h>

namespace fettle {
namespace {

enum class Ending { kExited = 3, kTimedOut = 7, kOk };
BOOST_DESCRIBE_ENUM(Ending, kExited, kTimedOut, kOk)

static_assert(enum_name(Ending::kTimedOut) == "timed_out");

TEST(EnumName, IsTheEnumeratorInSnakeCaseWithoutItsK) {
  EXPECT_EQ(enum_name(Ending::kExited), "exited");
  EXPECT_EQ(enum_name(Ending::kTimedOut), "timed_out");
}

TEST(EnumFromName, IsTheInverseOfEnumName) {
  EXPECT_EQ(enum_from_name<Ending>("timed_out"), Ending::kTimedOut);
}

TEST(EnumFromName, KnowsNoOtherSpelling) {
  for (const auto* name : {"", "kTimedOut", "TimedOut", "timed-out", "timed_out "}) {
    EXPECT_EQ(enum_from_name<Ending>(name), std::nullopt) << name;
  }
}

TEST(ListEnumNames, GoesByTheDefinition) {
  EXPECT_EQ(list_enum_names<Ending>(), "exited, timed_out, ok");
}

TEST(EnumName, StopsAtAValueThatHasNone) {
  EXPECT_DEATH(enum_name(static_cast<Ending>(4)), "internal check failed");
}

TEST(SnakeCase, KeepsALeadingKThatIsPartOfAWord) {
  EXPECT_EQ(snake_case("kernel").view(), "kernel");
  EXPECT_EQ(snake_case("kKernel").view(), "kernel");
  EXPECT_EQ(snake_case("Sha256Sum").view(), "sha256_sum");
}

}  // namespace
}  // namespace fettle
