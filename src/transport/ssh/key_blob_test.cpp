#include "transport/ssh/key_blob.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string base64(std::string_view bytes) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char each : bytes) {
    bits = bits << 8U | static_cast<std::uint8_t>(each);
    for (count += 8; count >= 6; count -= 6) text += kLetters[bits >> (count - 6) & 63U];
  }
  if (count > 0) text += kLetters[bits << (6 - count) & 63U];
  while (text.size() % 4 != 0) text += '=';
  return text;
}

std::string plain_key() { return blob_field("ssh-ed25519") + blob_field(std::string(32, 'k')); }

struct Container {
  std::string cipher = "none";
  std::string kdf = "none";
  std::string options;
  std::string key = plain_key();
};

std::string file_of(const Container& container) {
  const std::string bytes = std::string("openssh-key-v1\0", 15) + blob_field(container.cipher) +
                            blob_field(container.kdf) + blob_field(container.options) +
                            blob_number(1) + blob_field(container.key) +
                            blob_field(std::string(64, 's'));
  return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + base64(bytes) +
         "\n-----END OPENSSH PRIVATE KEY-----\n";
}

std::string rounds(std::uint32_t count) { return blob_field("salt") + blob_number(count); }

std::string problem_of(const Container& container) {
  return read_private_head(file_of(container)).problem;
}

TEST(KeyBlob, KeyWithoutPassphraseIsFit) {
  const auto head = read_private_head(file_of({}));
  EXPECT_THAT(head.problem, IsEmpty());
  EXPECT_EQ(head.public_blob, plain_key());
}

TEST(KeyBlob, WhatIsNoKeyTheSystemsSshOpensNeither) {
  EXPECT_FALSE(read_private_head(file_of({})).ssh_opens_it);
  EXPECT_FALSE(read_private_head(file_of({}).substr(0, 99)).ssh_opens_it);
  EXPECT_FALSE(read_private_head("no key").ssh_opens_it);
}

TEST(KeyBlob, KeysOfCiphersThatLibsshCanOpenAreFit) {
  for (const char* cipher : {"aes256-ctr", "aes128-cbc", "3des-cbc"})
    EXPECT_THAT(problem_of({.cipher = cipher, .kdf = "bcrypt", .options = rounds(16)}), IsEmpty());
}

TEST(KeyBlob, KeyOfAnAuthenticatedCipherIsRefusedWithTheWayOut) {
  for (const char* cipher :
       {"aes256-gcm@openssh.com", "aes128-gcm@openssh.com", "chacha20-poly1305@openssh.com"})
    EXPECT_THAT(problem_of({.cipher = cipher, .kdf = "bcrypt", .options = rounds(16)}),
                HasSubstr("ssh-add it, or let the system's ssh open it: --ssh openssh"));
}

TEST(KeyBlob, KeyThatIsNotFitIsStillKnownByItsPublicHalf) {
  const auto head = read_private_head(
      file_of({.cipher = "aes256-gcm@openssh.com", .kdf = "bcrypt", .options = rounds(16)}));
  EXPECT_EQ(head.public_blob, plain_key());
  EXPECT_TRUE(head.ssh_opens_it);
}

TEST(KeyBlob, MoreRoundsThanAPersonWaitsForAreRefused) {
  EXPECT_THAT(
      problem_of({.cipher = "aes256-ctr", .kdf = "bcrypt", .options = rounds(4'000'000'000U)}),
      HasSubstr("rounds"));
}

TEST(KeyBlob, HandleOfASecurityKeyIsLeftToAnAgent) {
  EXPECT_THAT(problem_of({.key = blob_field("sk-ssh-ed25519@openssh.com")}), HasSubstr("ssh-add"));
}

TEST(KeyBlob, EveryCutOfAKeyIsRefusedOrFitAndNeverReadBeyond) {
  const std::string whole = file_of({});
  for (std::size_t size = 0; size + 20 < whole.size(); ++size)
    EXPECT_NE(read_private_head(whole.substr(0, size)).problem, "") << size;
}

TEST(KeyBlob, PemIsLeftToLibssh) {
  EXPECT_THAT(read_private_head("-----BEGIN RSA PRIVATE KEY-----\n").problem, IsEmpty());
  EXPECT_THAT(read_private_head("-----BEGIN CERTIFICATE-----\n").problem, HasSubstr("no private"));
}

TEST(KeyBlob, PublicLineMustBeOfTheTypeThatItNames) {
  const auto line = read_public_line("ssh-ed25519 " + base64(plain_key()) + " me@here\n");
  ASSERT_TRUE(line);
  EXPECT_EQ(line->blob, plain_key());
  EXPECT_FALSE(read_public_line("ssh-rsa " + base64(plain_key())));
  EXPECT_FALSE(read_public_line("ssh-ed25519 !!!!"));
  EXPECT_FALSE(read_public_line(""));
}

TEST(KeyBlob, CertificateNamesThePlainKeyThatItSpeaksFor) {
  const std::string certificate = blob_field("ssh-ed25519-cert-v01@openssh.com") +
                                  blob_field("nonce") + blob_field(std::string(32, 'k')) +
                                  std::string(8, '\0');
  EXPECT_EQ(plain_blob_of(certificate), plain_key());
  EXPECT_EQ(plain_blob_of(plain_key()), "");
}

}  // namespace
}  // namespace fettle::transport
