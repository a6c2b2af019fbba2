#include "cli/clean.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(SortReceipts, OnlyThoseOfThisInstallationThatEndedAndAreNotNeededCanGo) {
  const auto found = sort_receipts(
      "ended 0a1b2c3d.s1-1\nopen 0a1b2c3d.s1-2\nended 0a1b2c3d.s2-1\nended ffffffff.s9-1\n"
      "ended 0a1b2c3d.s3-1\n",
      "0a1b2c3d", {"0a1b2c3d.s2-1"});
  EXPECT_THAT(found.removable, ElementsAre("0a1b2c3d.s1-1", "0a1b2c3d.s3-1"));
  EXPECT_EQ(found.needed, 1);
  EXPECT_EQ(found.open, 1);
}

TEST(SortReceipts, AHostThatSaysSomethingElseHasNothingRemoved) {
  for (const auto* said : {"", "ended\n", "ended ../../etc\n", "ended 0a1b2c3d.\x1b[2J\n",
                           "ended 0a1b2c3d.a/b\n", "Ended 0a1b2c3d.s1-1\n", "ended 0a1b2c3d\n"}) {
    EXPECT_THAT(sort_receipts(said, "0a1b2c3d", {}).removable, IsEmpty()) << said;
  }
}

}  // namespace
}  // namespace fettle::cli
