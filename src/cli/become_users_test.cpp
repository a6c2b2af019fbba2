#include "cli/become_users.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

flow::Step step(std::optional<bool> become, std::optional<flow::Become> as_whom) {
  flow::Step step;
  step.become = become;
  step.as_whom = std::move(as_whom);
  return step;
}

TEST(BecomeUsersOf, AreThoseOfAllStepsAndOfTheRollbackEachOnce) {
  const flow::Become postgres{.user = "postgres"};
  const flow::Become ann{.user = "ann", .method = flow::BecomeMethod::kSu};
  flow::Flow flow;
  flow.steps = {step(true, postgres), step(true, {}), step(true, postgres)};
  flow.rollback = {step(true, ann)};
  EXPECT_THAT(become_users_of(flow), ElementsAre(postgres, flow::Become{}, ann));
}

TEST(BecomeUsersOf, AreNoneWhereNoStepBecomesAnybody) {
  flow::Flow flow;
  flow.steps = {step({}, {}), step(false, {})};
  EXPECT_THAT(become_users_of(flow), IsEmpty());
}

}  // namespace
}  // namespace fettle::cli
