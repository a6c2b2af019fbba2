#include "core/engine/tables.hpp"

#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "base/enum_name.hpp"

namespace fettle::engine {
namespace {

/// One test body for the three machines.
template <class Machine>
class Table : public testing::Test {};

struct Batch {
  using State = BatchStatus;
  using Cause = BatchCause;
  static auto table() { return batch_table(); }
};
struct Session {
  using State = SessionStatus;
  using Cause = SessionCause;
  static auto table() { return session_table(); }
};
struct Step {
  using State = StepStatus;
  using Cause = StepCause;
  static auto table() { return step_table(); }
};

using Machines = testing::Types<Batch, Session, Step>;
TYPED_TEST_SUITE(Table, Machines);

template <class Machine>
std::set<typename Machine::State> reached_from(typename Machine::State start) {
  std::set<typename Machine::State> reached{start};
  for (std::size_t before = 0; before != reached.size();) {
    before = reached.size();
    for (const auto& row : Machine::table()) {
      if (reached.contains(row.from)) reached.insert(row.to);
    }
  }
  return reached;
}

TYPED_TEST(Table, LeadsFromOneStateForOneCauseToOneState) {
  std::set<std::pair<typename TypeParam::State, typename TypeParam::Cause>> seen;
  for (const auto& row : TypeParam::table()) {
    EXPECT_TRUE(seen.emplace(row.from, row.cause).second)
        << enum_name(row.from) << " has two rows for " << enum_name(row.cause);
  }
}

TYPED_TEST(Table, NeverLeavesAFinalState) {
  for (const auto& row : TypeParam::table()) {
    EXPECT_FALSE(is_final(row.from)) << enum_name(row.from);
  }
}

TYPED_TEST(Table, ReachesEveryStateFromTheFirst) {
  EXPECT_EQ(reached_from<TypeParam>(typename TypeParam::State{}).size(),
            kNamedValues<typename TypeParam::State>.size());
}

TYPED_TEST(Table, ReachesAFinalStateFromEveryOther) {
  for (const auto& [state, name] : kNamedValues<typename TypeParam::State>) {
    const auto reached = reached_from<TypeParam>(state);
    EXPECT_TRUE(std::ranges::any_of(reached, [](auto s) { return is_final(s); })) << name.view();
  }
}

TYPED_TEST(Table, HasEndedWhereverItIsFinal) {
  for (const auto& [state, name] : kNamedValues<typename TypeParam::State>) {
    if (is_final(state)) EXPECT_TRUE(has_ended(state)) << name.view();
  }
}

TYPED_TEST(Table, LeavesAnEndedStateOnlyByAPersonsWordOrItsTarget) {
  const std::set<std::string_view> allowed{"reopened", "rejoined", "cancelled", "skipped",
                                           "marked_done"};
  for (const auto& row : TypeParam::table()) {
    if (!has_ended(row.from)) continue;
    EXPECT_TRUE(allowed.contains(enum_name(row.cause)))
        << enum_name(row.from) << " is left by " << enum_name(row.cause);
  }
}

TYPED_TEST(Table, UsesEveryCause) {
  std::set<typename TypeParam::Cause> used;
  for (const auto& row : TypeParam::table()) used.insert(row.cause);
  EXPECT_EQ(used.size(), kNamedValues<typename TypeParam::Cause>.size());
}

}  // namespace
}  // namespace fettle::engine
