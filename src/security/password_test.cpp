#include "security/password.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <string>
#include <thread>
#include <vector>

namespace fettle::security {
namespace {

constexpr std::string_view kEmail = "ann@example.com";

TEST(Passwords, TenCharactersAreTaken) {
  EXPECT_TRUE(check_password("correct-ho", kEmail));
  EXPECT_TRUE(check_password("äöüäöüäöüä", kEmail));
}

TEST(Passwords, ShorterThanTenCharactersIsRefused) {
  EXPECT_EQ(check_password("ninechars", kEmail).error().code, ErrorCode::kInvalid);
  EXPECT_FALSE(check_password("äöüäö", kEmail)) << "ten bytes are not ten characters";
}

TEST(Passwords, LongerThanTheLimitIsRefused) {
  EXPECT_TRUE(check_password(std::string(1024, 'x'), kEmail));
  EXPECT_FALSE(check_password(std::string(1025, 'x'), kEmail));
}

TEST(Passwords, TheEmailAddressIsRefusedInAnyCase) {
  EXPECT_FALSE(check_password("ANN@Example.com", kEmail));
}

TEST(Passwords, BytesThatAreNoTextAreRefused) {
  EXPECT_FALSE(check_password("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", kEmail));
}

TEST(PasswordHashes, FitTheirPasswordAlone) {
  PasswordHasher hasher;
  const auto hash = hasher.hash("correct horse").value();
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
  EXPECT_TRUE(hasher.verify(hash, "correct horse").value());
  EXPECT_FALSE(hasher.verify(hash, "correct house").value());
  EXPECT_FALSE(hasher.verify(hash, "").value());
}

TEST(PasswordHashes, DifferForOnePassword) {
  PasswordHasher hasher;
  EXPECT_NE(hasher.hash("correct horse").value(), hasher.hash("correct horse").value());
}

TEST(PasswordHashes, NobodysFitsNoPassword) {
  PasswordHasher hasher;
  EXPECT_FALSE(hasher.verify("", "").value());
  EXPECT_FALSE(hasher.verify("", "correct horse").value());
}

TEST(PasswordHashes, AHugePasswordIsNoMatchAndNoError) {
  PasswordHasher hasher;
  const auto hash = hasher.hash("correct horse").value();
  EXPECT_FALSE(hasher.verify(hash, std::string(1U << 20U, 'x')).value());
}

TEST(PasswordHashes, ACrowdIsToldToComeBack) {
  PasswordHasher hasher;
  constexpr int kCrowd = 3 * (PasswordHasher::kAtOnce + PasswordHasher::kWaitingMax);
  std::latch ready(kCrowd);
  std::atomic<int> served = 0;
  std::atomic<int> refused = 0;
  std::vector<std::jthread> crowd;
  for (int i = 0; i < kCrowd; ++i) {
    crowd.emplace_back([&] {
      ready.arrive_and_wait();
      const auto answer = hasher.verify("", "x");
      if (answer) ++served;
      if (!answer && answer.error().code == ErrorCode::kTooMany) ++refused;
    });
  }
  crowd.clear();
  EXPECT_EQ(served + refused, kCrowd);
  EXPECT_GE(served, PasswordHasher::kAtOnce);
  EXPECT_TRUE(hasher.verify("", "x")) << "places are given back";
}

}  // namespace
}  // namespace fettle::security
