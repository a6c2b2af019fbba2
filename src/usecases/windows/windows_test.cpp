#include "usecases/windows/windows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/audit_store.hpp"
#include "store/batch_store.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const WindowInput kNights{.name = "Nights",
                          .scope = ScopeInput{"site", "Oslo"},
                          .cron_expression = "0 22 * * *",
                          .timezone = "Europe/Oslo",
                          .length_minutes = 480};

class Windows : public ::testing::Test {
 protected:
  FreezeInput year_end() {
    return {.name = "Year end",
            .reason = "books",
            .scope = {},
            .begins_at = teams.now,
            .ends_at = teams.now + std::chrono::hours(24)};
  }
  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
};

TEST_F(Windows, AWindowIsMadeReadChangedAndDeleted) {
  const auto made = create_window(north, kNights);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->cron_words, "at 22:00 every day");
  EXPECT_FALSE(made->is_open);
  EXPECT_EQ(*made->closes_at - *made->opens_at, std::chrono::hours(8));
  auto longer = kNights;
  longer.length_minutes = 600;
  const auto changed = replace_window(north, {made->id, made->version, longer});
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_EQ(changed->length_minutes, 600);
  EXPECT_EQ(replace_window(north, {made->id, made->version, longer}).error().code,
            ErrorCode::kStale);
  EXPECT_THAT(*list_windows(north), SizeIs(1));
  ASSERT_TRUE(delete_window(north, made->id));
  EXPECT_EQ(get_window(north, made->id).error().code, ErrorCode::kNotFound);
}

TEST_F(Windows, AnotherTeamSeesNoneOfThem) {
  const auto made = create_window(north, kNights);
  const auto freeze = create_freeze(north, year_end());
  ASSERT_TRUE(made && freeze);
  EXPECT_THAT(*list_windows(south), IsEmpty());
  EXPECT_THAT(*list_freezes(south), IsEmpty());
  EXPECT_EQ(get_window(south, made->id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(replace_window(south, {made->id, {}, kNights}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(delete_window(south, made->id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(delete_freeze(south, freeze->id).error().code, ErrorCode::kNotFound);
}

TEST_F(Windows, EveryProblemOfAWindowIsToldAtOnce) {
  const auto made = create_window(north, {.name = "",
                                          .scope = ScopeInput{"galaxy", ""},
                                          .cron_expression = "0 0 30 2 *",
                                          .timezone = "Nowhere",
                                          .length_minutes = 20'000});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::kInvalid);
  EXPECT_THAT(made.error().diagnostics, SizeIs(5));
}

TEST_F(Windows, AScopeIsOfTheTeamItself) {
  auto window = kNights;
  for (const auto* kind : {"server", "schedule"}) {
    window.scope = ScopeInput{kind, "01900000-0000-7000-8000-0000000000ff"};
    EXPECT_EQ(create_window(north, window).error().message,
              std::string("scope: the team has no such ") + kind);
  }
  window.scope = ScopeInput{"team", "north"};
  EXPECT_FALSE(create_window(north, window));
  window.scope = ScopeInput{"site", " "};
  EXPECT_FALSE(create_window(north, window));
}

TEST_F(Windows, AFreezeHasAReasonAndAnEndAfterItsBeginning) {
  auto freeze = year_end();
  const auto made = create_freeze(north, freeze);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_TRUE(made->holds_now);
  freeze.ends_at = freeze.begins_at;
  EXPECT_THAT(create_freeze(north, freeze).error().message, HasSubstr("ends_at"));
  freeze = year_end();
  freeze.reason = "";
  EXPECT_THAT(replace_freeze(north, {made->id, {}, freeze}).error().message, HasSubstr("reason"));
}

TEST_F(Windows, AnOverrideIsKeptWithItsReasonAndAudited) {
  store::NewBatch batch{.id = "b1", .name = "Patches", .created = teams.now};
  batch.origin.team_id = TestTeams::kNorth;
  ASSERT_TRUE(store::create_batch(teams.database(), batch));
  EXPECT_EQ(override_windows(north, "b1", " ").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(override_windows(south, "b1", "hole").error().code, ErrorCode::kNotFound);
  const auto given = override_windows(north, "b1", "hole");
  ASSERT_TRUE(given) << given.error().message;
  EXPECT_EQ(*teams.database().one<std::string>("select override_reason from batches"), "hole");
  const auto audited =
      store::list_audit(teams.database(), TestTeams::kNorth, {.subject = "b1"}, {.rows = 10});
  ASSERT_THAT(*audited, SizeIs(1));
  EXPECT_EQ(audited->front().action, "batch.windows_overridden");
  EXPECT_THAT(audited->front().difference, HasSubstr("hole"));
  ASSERT_TRUE(teams.database().run("update batches set ended_at = 5, status = 'completed'"));
  EXPECT_EQ(override_windows(north, "b1", "hole").error().code, ErrorCode::kConflict);
}

}  // namespace
}  // namespace fettle::usecases
