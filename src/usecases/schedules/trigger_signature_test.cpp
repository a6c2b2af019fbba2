// Calls as they are signed; over HTTP in tests/contract/trigger_test.py.
#include "usecases/schedules/trigger_signature.hpp"

#include <gtest/gtest.h>

#include "security/encoding.hpp"

namespace fettle::usecases {
namespace {

/// The example of the Standard Webhooks specification.
const std::string kKey = security::from_base64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").value();
constexpr std::string_view kBody = R"({"test": 2432232314})";
constexpr std::string_view kSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
constexpr Instant kNow{1'614'265'330'000};

TriggerCall example() {
  return {.trigger = "t",
          .id = "msg_p5jXN8AQM9LWM0D4loKWxJek",
          .timestamp = "1614265330",
          .signature = kSignature,
          .body = kBody};
}

bool fits(const TriggerCall& call, Instant now = kNow) { return is_signed_call(call, kKey, now); }

TEST(TriggerSignature, IsThatOfTheSpecificationsExample) { EXPECT_TRUE(fits(example())); }

TEST(TriggerSignature, MayStandAmongOthers) {
  auto call = example();
  const auto several = "v1,AAAA v2,x " + std::string(kSignature) + " v1a,y";
  call.signature = several;
  EXPECT_TRUE(fits(call));
  for (const auto* other :
       {"", " ", "v1,", "v1,AAAA", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}) {
    call.signature = other;
    EXPECT_FALSE(fits(call)) << other;
  }
}

TEST(TriggerSignature, CoversBodyIdAndTime) {
  auto call = example();
  call.body = R"({"test": 2432232315})";
  EXPECT_FALSE(fits(call));
  call = example();
  call.id = "msg_p5jXN8AQM9LWM0D4loKWxJel";
  EXPECT_FALSE(fits(call));
  call = example();
  call.timestamp = "1614265331";
  EXPECT_FALSE(fits(call));
  EXPECT_FALSE(is_signed_call(example(), std::string(32, 'x'), kNow));
}

TEST(TriggerSignature, IsGoodForFiveMinutesEitherWay) {
  EXPECT_TRUE(fits(example(), kNow + kCallAge));
  EXPECT_TRUE(fits(example(), kNow - kCallAge));
  EXPECT_FALSE(fits(example(), kNow + kCallAge + std::chrono::seconds(1)));
  EXPECT_FALSE(fits(example(), kNow - kCallAge - std::chrono::seconds(1)));
}

}  // namespace
}  // namespace fettle::usecases
