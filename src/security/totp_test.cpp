#include "security/totp.hpp"

#include <gtest/gtest.h>

#include <array>

#include "security/encoding.hpp"

namespace fettle::security {
namespace {

constexpr std::string_view kSecret = "12345678901234567890";
constexpr Instant kAt59{59'000};  // counter 1

TEST(Totp, CodesAreThoseOfTheStandard) {  // RFC 6238, appendix B: the last six of eight digits
  struct Vector {
    std::int64_t seconds;
    std::string_view code;
  };
  constexpr std::array kVectors{Vector{59, "287082"},
                                Vector{1'111'111'109, "081804"},
                                Vector{1'111'111'111, "050471"},
                                Vector{1'234'567'890, "005924"},
                                Vector{2'000'000'000, "279037"},
                                Vector{20'000'000'000, "353130"}};
  for (const auto& [seconds, code] : kVectors) {
    EXPECT_EQ(totp_code(kSecret, seconds / 30), code) << seconds;
  }
}

TEST(Totp, ACodeIsTakenOneStepEarlyOrLate) {
  for (const std::int64_t counter : {0, 1, 2}) {
    EXPECT_EQ(match_totp(kSecret, totp_code(kSecret, counter), kAt59, -1), counter);
  }
}

TEST(Totp, ACodeTwoStepsAwayIsRefused) {
  EXPECT_EQ(match_totp(kSecret, totp_code(kSecret, 3), kAt59, -1), std::nullopt);
}

TEST(Totp, AUsedCodeAndThoseBeforeItAreRefused) {
  EXPECT_EQ(match_totp(kSecret, totp_code(kSecret, 1), kAt59, 1), std::nullopt);
  EXPECT_EQ(match_totp(kSecret, totp_code(kSecret, 0), kAt59, 1), std::nullopt);
  EXPECT_EQ(match_totp(kSecret, totp_code(kSecret, 2), kAt59, 1), 2);
}

TEST(Totp, WhatIsNoCodeIsRefused) {
  EXPECT_EQ(match_totp(kSecret, "", kAt59, -1), std::nullopt);
  EXPECT_EQ(match_totp(kSecret, "28708", kAt59, -1), std::nullopt);
  EXPECT_EQ(match_totp(kSecret, "2870820", kAt59, -1), std::nullopt);
}

TEST(Totp, TheUriNamesSecretAndPerson) {
  EXPECT_EQ(totp_uri(kSecret, "ann+x@example.com"),
            "otpauth://totp/Fettle:ann%2Bx%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=Fettle");
}

TEST(Encoding, Base32IsThatOfTheStandard) {  // RFC 4648, 10, without padding
  EXPECT_EQ(to_base32(""), "");
  EXPECT_EQ(to_base32("f"), "MY");
  EXPECT_EQ(to_base32("foo"), "MZXW6");
  EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
}

TEST(Encoding, Base64ComesBackFromBothAlphabets) {
  EXPECT_EQ(to_base64("\xfb\xff\xfe"), "-__-");
  EXPECT_EQ(from_base64("-__-"), "\xfb\xff\xfe");
  EXPECT_EQ(from_base64("+//+"), "\xfb\xff\xfe");
  EXPECT_EQ(from_base64("Zg=="), "f");
  EXPECT_EQ(from_base64("Z!"), std::nullopt);
}

}  // namespace
}  // namespace fettle::security
