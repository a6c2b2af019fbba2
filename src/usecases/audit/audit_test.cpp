#include "usecases/audit/audit.hpp"

#include <gtest/gtest.h>

namespace fettle::usecases {
namespace {

TEST(AuditAction, IsAThingAndWhatWasDoneToIt) {
  for (const auto* action : {"tree.created", "target_list.deleted", "user.signed_in"}) {
    EXPECT_TRUE(is_action_name(action)) << action;
  }
  for (const auto* action : {"", "schedule paused", "schedule", ".paused", "schedule.", "a.b.c",
                             "server.mode-changed", "Tree.created", "_a.made", "a.b__c"}) {
    EXPECT_FALSE(is_action_name(action)) << action;
  }
}

}  // namespace
}  // namespace fettle::usecases
