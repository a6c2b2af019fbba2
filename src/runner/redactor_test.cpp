#include "runner/redactor.hpp"

#include <gtest/gtest.h>

namespace fettle::runner {
namespace {

std::string through(Redactor& redactor, std::initializer_list<std::string_view> chunks) {
  std::string text;
  for (const auto chunk : chunks) text += redactor.pass(chunk).text;
  return text + redactor.finish().text;
}

TEST(Redactor, PassesEverythingOnAtOnceWithoutSecrets) {
  Redactor redactor({});
  EXPECT_EQ(redactor.pass("abc").text, "abc");
}

TEST(Redactor, MasksASecretWithinAChunk) {
  Redactor redactor({"hunter22"});
  EXPECT_EQ(through(redactor, {"password=hunter22;"}), "password=***;");
}

TEST(Redactor, MasksASecretThatIsCutBetweenChunks) {
  Redactor redactor({"hunter22"});
  EXPECT_EQ(through(redactor, {"a hun", "te", "r22 b"}), "a *** b");
}

TEST(Redactor, PrefersTheLongerOfTwoSecretsThatBeginAlike) {
  Redactor redactor({"token", "token-two"});
  EXPECT_EQ(through(redactor, {"token-two token"}), "*** ***");
}

TEST(Redactor, LeavesVeryShortSecretsAlone) {
  Redactor redactor({"a"});
  EXPECT_EQ(through(redactor, {"banana"}), "banana");
}

TEST(Redactor, CountsTheBytesThatItPassesOnAndNotTheMask) {
  Redactor redactor({"hunter22"});
  const auto first = redactor.pass("hunter22 and more text");
  const auto last = redactor.finish();
  EXPECT_EQ(first.length + last.length, 22U);
}

}  // namespace
}  // namespace fettle::runner
