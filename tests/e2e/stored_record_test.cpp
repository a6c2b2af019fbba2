// What an earlier version stored is gone on with by this one, and means what it meant when it was
// approved: there a command went on after a line that failed.
#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "tests/fleet/sandbox.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::Ran;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kFinished = "01a22826-7bd7";
constexpr const char* kFailed = "01a22826-7d3c";
constexpr const char* kKilled = "01a22826-7e9f";
constexpr const char* kWaiting = "01a22826-ae36";

class StoredRecord : public testing::Test {
 protected:
  StoredRecord() {
    std::filesystem::copy_file(FETTLE_SOURCE_DIR "/tests/fixtures/batches-of-format-1.db",
                               sandbox_.file("old.db"));
    std::filesystem::permissions(sandbox_.file("old.db"), std::filesystem::perms(0600));
  }

  Ran resume(const std::string& batch, const std::string& options) const {
    return fleet_test::run({"env", "HOME=" + sandbox_.path().string(),
                            "FETTLE_HOME=" + sandbox_.file("receipts"), "sh", "-c",
                            FETTLE_BINARY " resume " + batch + " --db " + sandbox_.file("old.db") +
                                " " + options + " </dev/null"});
  }

  fleet_test::Sandbox sandbox_;
};

TEST_F(StoredRecord, ThatWaitsAtAGateGoesOnAsItWasApproved) {
  const auto ran = resume(kWaiting, "--yes");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("went on"));
}

TEST_F(StoredRecord, ThatFailedIsTriedAgainAndFailsAsItDid) {
  const auto ran = resume(kFailed, "--retry --yes");
  EXPECT_EQ(ran.exit_status, 1) << ran.output;
  EXPECT_THAT(ran.output, AllOf(HasSubstr("to be run again"),
                                HasSubstr("step 1 \"fails until the marker is there\": failed")));
}

TEST_F(StoredRecord, WhoseAttemptIsGoneIsInterruptedAndNotRunAgain) {
  const auto ran = resume(kKilled, "--yes");
  EXPECT_EQ(ran.exit_status, 3) << ran.output;
  EXPECT_THAT(ran.output, AllOf(HasSubstr("interrupted"), Not(HasSubstr("went on"))));
}

TEST_F(StoredRecord, ThatIsFinishedStaysFinished) {
  const auto ran = resume(kFinished, "");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("1/1 completed"));
}

TEST_F(StoredRecord, ThatWasEditedIsRefusedWithTheWayOut) {
  ASSERT_EQ(fleet_test::run(
                {"sh", "-c",
                 "LC_ALL=C sed -i 's/echo went on/echo wentoff/g' " + sandbox_.file("old.db")})
                .exit_status,
            0);
  const auto ran = resume(kWaiting, "--yes");
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, AllOf(HasSubstr("no longer is what was approved"),
                                HasSubstr("launch the plan anew"), Not(HasSubstr("wentoff\n"))));
}

}  // namespace
}  // namespace fettle::e2e
