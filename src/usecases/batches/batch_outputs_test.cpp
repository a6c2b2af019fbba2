#include "usecases/batches/batch_outputs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/old_output.hpp"
#include "usecases/batches/launched_batch_test_support.hpp"

namespace fettle::usecases {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class GroupedOutputs : public LaunchedBatch {
 protected:
  GroupedOutputs() { launch({"rds-01", "rds-02", "rds-03", "rds-04"}); }
  struct Written {
    std::string_view text;
    int order = 1;
    std::int64_t start = 0;
  };
  void write(std::size_t position, const Written& written) {
    const auto id = session(position);
    ASSERT_TRUE(teams.database().run(
        "insert into output (order_id, start, length, session_id, stage, step, text) values (?, "
        "?, ?, ?, 'steps', 0, ?)",
        id + "-" + std::to_string(written.order), written.start,
        static_cast<std::int64_t>(written.text.size()), id,
        store::Blob{std::string(written.text)}));
  }
  BatchOutputs grouped(int step = 0) {
    auto ann = teams.north();
    auto outputs = group_outputs(ann, batch, {"steps", step});
    EXPECT_TRUE(outputs) << outputs.error().message;
    return outputs ? *std::move(outputs) : BatchOutputs{};
  }
};

TEST_F(GroupedOutputs, PutTargetsTogetherThatWroteTheSame) {
  write(0, {"one\n"});
  write(1, {"two\n"});
  write(2, {"two\n"});
  const auto outputs = grouped();
  ASSERT_THAT(outputs.groups, SizeIs(2));
  EXPECT_EQ(outputs.groups[0].count, 2);
  EXPECT_THAT(outputs.groups[0].targets, ElementsAre("rds-02", "rds-03"));
  EXPECT_EQ(outputs.groups[0].first_lines, "two\n");
  EXPECT_EQ(outputs.targets, 4);
  EXPECT_EQ(outputs.without, 1);
}

TEST_F(GroupedOutputs, AreOfTheLastTryAlone) {
  write(0, {"no link\n", 9});
  write(0, {"done\n", 10});
  write(1, {"done\n"});
  EXPECT_THAT(grouped().groups, SizeIs(1));
}

TEST_F(GroupedOutputs, JoinWhatWasStoredInPieces) {
  write(0, {"a", 1, 0});
  write(0, {"b", 1, 1});
  write(1, {"ab"});
  EXPECT_THAT(grouped().groups, SizeIs(1));
}

TEST_F(GroupedOutputs, ThatLostSomethingAreAnotherThanThoseThatDidNot) {
  write(0, {"a", 1, 5});
  write(1, {"a"});
  const auto outputs = grouped();
  ASSERT_THAT(outputs.groups, SizeIs(2));
  EXPECT_EQ(outputs.groups[0].left_out, 5);
}

TEST_F(GroupedOutputs, ShowTheirFirstLines) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += std::to_string(i) + "\n";
  write(0, {text});
  const auto shown = grouped().groups.at(0).first_lines;
  EXPECT_EQ(std::ranges::count(shown, '\n'), 20);
}

TEST_F(GroupedOutputs, AreOfOneStep) {
  write(0, {"one\n"});
  EXPECT_THAT(grouped(1).groups, IsEmpty());
  auto ann = teams.north();
  EXPECT_EQ(group_outputs(ann, batch, {"elsewhere", 0}).error().code, ErrorCode::kMalformed);
}

TEST_F(GroupedOutputs, OfAnotherTeamAreNotFound) {
  auto bob = teams.south();
  EXPECT_EQ(group_outputs(bob, batch, {"steps", 0}).error().code, ErrorCode::kNotFound);
}

TEST_F(GroupedOutputs, SayWhenTheyWereRemovedAsTooOld) {
  write(0, {"one\n"});
  EXPECT_EQ(grouped().removed_at, std::nullopt);
  auto ann = teams.north();
  const auto read = [&](std::size_t position) {
    return read_output(ann, session(position), {.stage = "steps", .length = 100}).value();
  };
  ASSERT_TRUE(
      teams.database().run("update batches set ended_at = ? where id = ?", teams.now, batch));
  EXPECT_EQ(read(1).removed_at, std::nullopt) << "it wrote nothing";
  const auto later = teams.now + std::chrono::days(90);
  ASSERT_TRUE(store::remove_output(teams.database(), batch, 100, later).value());
  EXPECT_EQ(grouped().removed_at, later);
  EXPECT_EQ(read(0).removed_at, later);
  write(0, {"again\n"});
  EXPECT_EQ(read(0).removed_at, std::nullopt) << "it was reopened and ran again";
}

}  // namespace
}  // namespace fettle::usecases
