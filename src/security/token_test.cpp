#include "security/token.hpp"

#include <gtest/gtest.h>

#include "security/throttle.hpp"

namespace fettle::security {
namespace {

TEST(Tokens, BearTheirPrefixAnd256Bits) {
  const auto token = make_token(kApiTokenPrefix);
  EXPECT_TRUE(token.starts_with("fettle_"));
  EXPECT_EQ(token.size(), 7U + 43U);
  EXPECT_NE(make_token(), make_token());
}

TEST(Tokens, AreStoredAsTheirHash) {
  EXPECT_EQ(hash_token("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Tokens, AreComparedWhole) {
  EXPECT_TRUE(equal_in_constant_time("token", "token"));
  EXPECT_FALSE(equal_in_constant_time("token", "tokem"));
  EXPECT_FALSE(equal_in_constant_time("token", "toke"));
  EXPECT_TRUE(equal_in_constant_time("", ""));
}

TEST(Tokens, TheCsrfTokenFollowsFromItsSession) {
  EXPECT_EQ(csrf_token("a"), csrf_token("a"));
  EXPECT_NE(csrf_token("a"), csrf_token("b"));
  EXPECT_NE(csrf_token("a"), hash_token("a")) << "what is stored opens nothing";
}

TEST(SignInDelay, GrowsOnceTheFreeFailuresAreUsed) {
  EXPECT_EQ(sign_in_delay(4, 5), Milliseconds(0));
  EXPECT_EQ(sign_in_delay(5, 5), Milliseconds(2'000));
  EXPECT_EQ(sign_in_delay(7, 5), Milliseconds(8'000));
  EXPECT_EQ(sign_in_delay(1'000'000, 5), kLongestDelay);
}

TEST(SignInDelay, AnIpv6SiteIsOneAddress) {
  EXPECT_EQ(throttled_address("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(throttled_address("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(throttled_address("::ffff:192.0.2.7"), "::ffff:192.0.2.7");
  EXPECT_EQ(throttled_address("unix:"), "unix:");
}

}  // namespace
}  // namespace fettle::security
