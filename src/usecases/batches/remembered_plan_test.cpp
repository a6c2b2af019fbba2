#include "usecases/batches/remembered_plan.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/source_text.hpp"
#include "core/flow/parse_flow.hpp"

namespace fettle::usecases {
namespace {

engine::ApprovedPlan approved(std::string_view title) {
  engine::ApprovedPlan frozen;
  frozen.markdown = fmt::format(
      "---\nsubject: proof\nrisk_level: low\n---\n\n# Maintenance: {}\n\n## Steps\n\n### Step 1: "
      "count\n\n```yaml\ntype: custom_tool\ncommand: \"echo one\"\n```\n",
      title);
  auto parsed = flow::parse_flow(SourceText("plan", frozen.markdown));
  EXPECT_TRUE(parsed.flow);
  frozen.compiled = engine::freeze({*std::move(parsed.flow), {}});
  return frozen;
}

TEST(RememberedPlan, IsReadOnceForRecordsOfTheSameBytes) {
  const auto first = *remembered_plan(approved("first"));
  EXPECT_EQ(first->flow.name, "first");
  EXPECT_EQ(*remembered_plan(approved("first")), first);
  EXPECT_EQ((*remembered_plan(approved("second")))->flow.name, "second");
}

TEST(RememberedPlan, ThatWasAskedForLongestAgoIsForgotten) {
  const auto first = *remembered_plan(approved("first"));
  const auto second = *remembered_plan(approved("second"));
  for (int i = 0; i < 14; ++i) ASSERT_TRUE(remembered_plan(approved(fmt::format("other {}", i))));
  EXPECT_EQ(*remembered_plan(approved("first")), first);
  ASSERT_TRUE(remembered_plan(approved("one more")));
  EXPECT_EQ(*remembered_plan(approved("first")), first);
  EXPECT_NE(*remembered_plan(approved("second")), second);
}

TEST(RememberedPlan, OfAnEarlierRecordIsReadFromItsText) {
  auto first = approved("first");
  auto second = approved("second");
  first.compiled.clear();
  second.compiled.clear();
  EXPECT_EQ((*remembered_plan(first))->flow.name, "first");
  EXPECT_EQ((*remembered_plan(second))->flow.name, "second");
}

TEST(RememberedPlan, ThatCanNotBeReadIsRefused) {
  auto broken = approved("first");
  broken.compiled = "{}";
  EXPECT_FALSE(remembered_plan(broken));
}

}  // namespace
}  // namespace fettle::usecases
