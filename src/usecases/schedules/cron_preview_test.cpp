#include "usecases/schedules/cron_preview.hpp"

#include <gtest/gtest.h>

#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

class CronPreviews : public testing::Test {
 protected:
  TestTeams teams;
  Context north = teams.north();
};

TEST_F(CronPreviews, TellWordsAndFiringsWithTheirOffsets) {
  north.now = parse_rfc3339("2026-10-24T12:00:00Z").value();
  const auto preview = preview_cron(
      north, {.cron_expression = "30 2 * * *", .timezone = "Europe/Berlin", .count = 2});
  ASSERT_TRUE(preview) << preview.error().message;
  EXPECT_TRUE(preview->is_valid);
  EXPECT_EQ(preview->words, "at 02:30 every day");
  ASSERT_EQ(preview->firings.size(), 2U);
  EXPECT_EQ(preview->firings[0].local, "2026-10-25T02:30:00+02:00");
  EXPECT_EQ(preview->firings[1].local, "2026-10-26T02:30:00+01:00");
  EXPECT_EQ(preview->firings[0].at, parse_rfc3339("2026-10-25T00:30:00Z"));
}

TEST_F(CronPreviews, AnswerWhatIsWrongWithAnExpression) {
  const auto preview = preview_cron(north, {.cron_expression = "61 25 * *"});
  ASSERT_TRUE(preview);
  EXPECT_FALSE(preview->is_valid);
  EXPECT_FALSE(preview->diagnostics.empty());
  EXPECT_TRUE(preview->firings.empty());
  EXPECT_FALSE(preview_cron(north, {.cron_expression = "0 0 30 2 *"})->is_valid);
}

TEST_F(CronPreviews, RefuseAZoneThatDoesNotExistAndTooManyFirings) {
  EXPECT_EQ(
      preview_cron(north, {.cron_expression = "@daily", .timezone = "Mars/Base"}).error().code,
      ErrorCode::kInvalid);
  EXPECT_FALSE(preview_cron(north, {.cron_expression = "@daily", .count = 101}));
  EXPECT_EQ(preview_cron(north, {.cron_expression = "@daily"})->firings.size(), 5U);
}

}  // namespace
}  // namespace fettle::usecases
