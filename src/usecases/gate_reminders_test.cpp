#include "usecases/gate_reminders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/notification_store.hpp"
#include "usecases/launched_batch_test_support.hpp"

namespace fettle::usecases {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class GateReminders : public LaunchedBatch {
 protected:
  GateReminders() { launch({"rds-01", "rds-02", "rds-03"}); }
  void open_gate(std::size_t position, std::string_view kind = "gate") {
    ASSERT_TRUE(teams.database().run(
        "insert into prompts (batch_id, session_id, kind, stage, step, text, since) values (?, ?, "
        "?, 'steps', 1, 'type default', ?)",
        batch, session(position), kind, teams.now.ms));
  }
  std::vector<std::string> reminders_after(Milliseconds time) {
    teams.now = teams.now + time;
    auto context = teams.north();
    context.actor = {};
    EXPECT_TRUE(remind_of_gates(context, std::chrono::hours(24)));
    std::vector<std::string> texts;
    for (const auto& one :
         *store::list_notifications(teams.database(), {TestTeams::kNorth, TestTeams::kAnn}, 10)) {
      texts.push_back(one.text);
    }
    return texts;
  }
};

TEST_F(GateReminders, ComeHalfwayAndOnce) {
  open_gate(0);
  EXPECT_THAT(reminders_after(std::chrono::minutes(719)), IsEmpty());
  EXPECT_THAT(reminders_after(std::chrono::minutes(1)),
              ElementsAre(HasSubstr("proof: rds-01 at step 2 waits for an answer")));
  EXPECT_THAT(reminders_after(std::chrono::hours(1)), SizeIs(1));
}

TEST_F(GateReminders, SpeakOfAllTargetsAtAStepTogether) {
  open_gate(0);
  open_gate(1);
  EXPECT_THAT(reminders_after(std::chrono::hours(12)),
              ElementsAre(HasSubstr("2 targets at step 2")));
  open_gate(2);
  EXPECT_THAT(reminders_after(std::chrono::hours(12)), SizeIs(2)) << "it came later";
}

TEST_F(GateReminders, SayWhenTheGateExpires) {
  open_gate(0);
  const auto expires = to_rfc3339(teams.now + std::chrono::hours(24));
  EXPECT_THAT(reminders_after(std::chrono::hours(12)), ElementsAre(HasSubstr(expires)));
}

TEST_F(GateReminders, AreNotOfTasks) {
  open_gate(0, "person");
  EXPECT_THAT(reminders_after(std::chrono::hours(20)), IsEmpty());
}

TEST_F(GateReminders, AreToldToTheGatesTeamAlone) {
  open_gate(0);
  ASSERT_THAT(reminders_after(std::chrono::hours(12)), SizeIs(1));
  EXPECT_THAT(
      *store::list_notifications(teams.database(), {TestTeams::kSouth, TestTeams::kBob}, 10),
      IsEmpty());
}

}  // namespace
}  // namespace fettle::usecases
