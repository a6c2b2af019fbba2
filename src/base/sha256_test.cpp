#include "base/sha256.hpp"

#include <gtest/gtest.h>

namespace fettle {
namespace {

// The vectors of FIPS 180-4.
TEST(Sha256Hex, OfNothing) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256Hex, OfAShortText) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256Hex, GoesOnAfterANulByte) {
  EXPECT_NE(sha256_hex(std::string_view("a\0b", 3)), sha256_hex("a"));
}

// The second case of RFC 4231.
TEST(HmacSha256, OfAShortTextUnderAShortKey) {
  EXPECT_EQ(hmac_sha256("Jefe", "what do ya want for nothing?"),
            std::string("\x5b\xdc\xc1\x46\xbf\x60\x75\x4e\x6a\x04\x24\x26\x08\x95\x75\xc7"
                        "\x5a\x00\x3f\x08\x9d\x27\x39\x83\x9d\xec\x58\xb9\x64\xec\x38\x43",
                        32));
}

}  // namespace
}  // namespace fettle
