#include "runner/redactor.hpp"

#include <gtest/gtest.h>

namespace fettle::runner {
namespace {

Redactor masking(const std::vector<std::string>& secrets) {
  return Redactor(std::make_shared<const SecretPatterns>(secrets));
}

std::string through(Redactor& redactor, std::initializer_list<std::string_view> chunks) {
  std::string text;
  for (const auto chunk : chunks) text += redactor.pass(chunk).text;
  return text + redactor.finish().text;
}

TEST(Redactor, PassesEverythingOnAtOnceWithoutSecrets) {
  auto redactor = masking({});
  EXPECT_EQ(redactor.pass("abc").text, "abc");
}

TEST(Redactor, MasksASecretWithinAChunk) {
  auto redactor = masking({"hunter22"});
  EXPECT_EQ(through(redactor, {"password=hunter22;"}), "password=***;");
}

TEST(Redactor, MasksASecretThatIsCutBetweenChunks) {
  auto redactor = masking({"hunter22"});
  EXPECT_EQ(through(redactor, {"a hun", "te", "r22 b"}), "a *** b");
}

TEST(Redactor, PrefersTheLongerOfTwoSecretsThatBeginAlike) {
  auto redactor = masking({"token", "token-two"});
  EXPECT_EQ(through(redactor, {"token-two token"}), "*** ***");
}

TEST(Redactor, LeavesVeryShortSecretsAlone) {
  auto redactor = masking({"a"});
  EXPECT_EQ(through(redactor, {"banana"}), "banana");
}

TEST(Redactor, CountsTheBytesThatItPassesOnAndNotTheMask) {
  auto redactor = masking({"hunter22"});
  const auto first = redactor.pass("hunter22 and more text");
  const auto last = redactor.finish();
  EXPECT_EQ(first.length + last.length, 22U);
}

TEST(Redactor, MasksTheFormsThatASecretTakesOnItsWay) {
  const std::string secret = "it's a \"key\"/1";
  for (const std::string_view form :
       {"aXQncyBhICJrZXkiLzE=", "it%27s%20a%20%22key%22%2F1", "it%27s+a+%22key%22%2f1",
        "69742773206120226b6579222f31", "69742773206120226B6579222F31",
        " 69 74 27 73 20 61 20 22 6b 65 79 22 2f 31", "it%27s%20a%20%22key%22/1",
        "it's%20a%20%22key%22/1", "it&#x27;s a &quot;key&quot;/1", "it&#39;s a &#34;key&#34;/1",
        "it\\'s a \"key\"/1", "it''s a \"key\"/1", "it's a \"\"key\"\"/1", "it's a \\\"key\\\"/1",
        "it'\\''s a \"key\"/1", "it\\'s\\ a\\ \\\"key\\\"/1"}) {
    auto redactor = masking({secret});
    const auto text = through(redactor, {"<", form, ">"});
    EXPECT_TRUE(text.starts_with("<***") && text.size() < 9) << form << " became " << text;
  }
}

TEST(Redactor, MasksBase64WhereverTheSecretBegins) {
  for (const std::string_view text : {"aHVudGVyMjI=", "Omh1bnRlcjIy", "dTpodW50ZXIyMg=="}) {
    auto redactor = masking({"hunter22"});
    EXPECT_TRUE(through(redactor, {text}).contains("***")) << text;
  }
}

TEST(Redactor, MasksEachLineOfASecretOfSeveral) {
  auto redactor = masking({"-----BEGIN-----\nMIIBVgIB\nADAN\n"});
  EXPECT_EQ(through(redactor, {"x ADAN y\r\n  MIIBVgIB\n"}), "x *** y\r\n  ***\n");
}

TEST(Redactor, MasksOverlappingSecretsAsOne) {
  auto redactor = masking({"abcdef", "defghi", "cdefg"});
  EXPECT_EQ(through(redactor, {"xabc", "defgh", "iy abcdeg"}), "x***y abcdeg");
}

TEST(Redactor, IsTheSameHoweverTheStreamIsCut) {
  const std::string text = "aaaab aaaa aab hunter2hunter22 hunhunter22 aaabaaab";
  const auto whole = [&] {
    auto redactor = masking({"aaab", "hunter22", "er2hun"});
    return through(redactor, {text});
  }();
  for (std::size_t first = 0; first < text.size(); ++first) {
    for (std::size_t second = first; second < text.size(); ++second) {
      auto redactor = masking({"aaab", "hunter22", "er2hun"});
      EXPECT_EQ(through(redactor, {text.substr(0, first), text.substr(first, second - first),
                                   text.substr(second)}),
                whole);
    }
  }
}

std::string masked(const std::vector<std::string>& secrets, std::string_view text) {
  auto redactor = masking(secrets);
  return through(redactor, {text});
}

constexpr std::string_view kLong = "correct-horse-battery-staple";

TEST(Redactor, MasksASecretThatIsBrokenIntoLines) {
  const std::vector<std::string> secret{std::string(kLong)};
  EXPECT_EQ(masked(secret, "key=correct-horse-bat\ntery-staple;"), "key=***;");
  EXPECT_EQ(masked(secret, "key=correct-horse-bat\r\ntery-staple;"), "key=***;");
  EXPECT_EQ(masked(secret, "key: >\n  correct-horse\n  -battery-\n  staple\nb"),
            "key: >\n  ***\nb");
  EXPECT_EQ(masked(secret, "corr\nect-\nhors\ne-ba\ntter\ny-st\naple"), "***") << "fold -w4";
}

TEST(Redactor, MasksEncodedFormsThatAreBrokenIntoLines) {
  // `base64 -w20`, `od -An -tx1` and `xxd -p -c10`
  EXPECT_EQ(masked({std::string(kLong)}, "Y29ycmVjdC1ob3JzZS1i\nYXR0ZXJ5LXN0YXBsZQ==\n"),
            "***Q==\n");
  EXPECT_EQ(masked({std::string(kLong)},
                   " 63 6f 72 72 65 63 74 2d 68 6f 72 73 65 2d 62 61\n"
                   " 74 74 65 72 79 2d 73 74 61 70 6c 65\n"),
            "***\n");
  EXPECT_EQ(masked({std::string(kLong)},
                   "636f72726563742d686f\n7273652d626174746572\n792d737461706c65\n"),
            "***\n");
}

TEST(Redactor, MasksASecretThatEscapeSequencesColour) {
  EXPECT_EQ(masked({"hunter22"}, "a hun\x1b[1;31mter\x1b[0m22 b"), "a *** b");
  EXPECT_EQ(masked({"abcd"}, "a\x1b[31mb\x1b[32mc\x1b(Bd!"), "***!")
      << "each letter another colour";
  EXPECT_EQ(masked({"hunter22"}, "hun\x1b]8;;https://x\x1b\\ter22"), "***") << "a link";
  EXPECT_EQ(masked({"hunter22"}, "\x1b]0;hunter22\a hunter22"), "\x1b]0;***\a ***")
      << "in the title of the window";
}

TEST(Redactor, LeavesListsOfShortPiecesAlone) {
  EXPECT_EQ(masked({"1234"}, "1\n2\n3\n4\n"), "1\n2\n3\n4\n");
  EXPECT_EQ(masked({"hunter22"}, "hunter\n\n22 b"), "*** b");
}

TEST(Redactor, PassesAWholeSecretOnAtOnceWhereNoLongerOneBeginsSo) {
  auto redactor = masking({"hunter22"});
  EXPECT_EQ(redactor.pass("password: hunter22\n").text, "password: ***\n");
}

// A line is shown when it ends, though its last letters begin a secret.
TEST(Redactor, DoesNotKeepTheEndOfALineForAFewLetters) {
  auto redactor = masking({std::string(kLong)});
  EXPECT_EQ(redactor.pass("disk: co\n").text, "disk: co\n");
  EXPECT_EQ(redactor.pass("rrect-horse-battery-staple\n").text, "***\n")
      << "what was shown is three letters at most";
}

TEST(Redactor, HoldsNoMoreBackThanASecretAndItsGaps) {
  auto redactor = masking({std::string(kLong)});
  std::size_t passed = 0;
  std::size_t given = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::string_view chunk = i % 2 == 0 ? "correct\n" : "\x1b[0m \n    \x1b]0;";
    given += chunk.size();
    passed += redactor.pass(chunk).length;
    EXPECT_LT(given - passed, kLong.size() * 65);
  }
}

TEST(Redactor, OfBrokenSecretsIsTheSameHoweverTheStreamIsCut) {
  const std::string text =
      "xcor\nrect-horse-battery-staple co\n correct-hor\x1b[1mse-battery-sta\n\tple "
      "correct-horse\x1b]0;correct-horse-battery-staple\a\r\n-battery-staple!";
  const auto patterns =
      std::make_shared<const SecretPatterns>(std::vector<std::string>{std::string(kLong), "-sta"});
  Redactor uncut(patterns);
  const auto whole = through(uncut, {text});
  EXPECT_FALSE(whole.contains("horse")) << whole;
  for (std::size_t first = 0; first < text.size(); ++first) {
    for (std::size_t second = first; second < text.size(); ++second) {
      Redactor redactor(patterns);
      ASSERT_EQ(through(redactor, {text.substr(0, first), text.substr(first, second - first),
                                   text.substr(second)}),
                whole);
    }
  }
}

// A search for each secret at each byte took minutes here.
TEST(Redactor, TakesTimeInProportionToTheOutput) {
  std::vector<std::string> secrets;
  for (int i = 0; i < 20; ++i) secrets.push_back(std::string(2000, 'a') + std::to_string(i));
  auto redactor = masking(secrets);
  const std::string chunk(std::size_t{64} * 1024, 'a');
  std::size_t length = 0;
  for (int i = 0; i < 64; ++i) length += redactor.pass(chunk).length;
  EXPECT_EQ(length + redactor.finish().length, 64 * chunk.size());
}

}  // namespace
}  // namespace fettle::runner
